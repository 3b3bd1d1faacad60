import { isObject } from '../../../inventory/members.ts'
import type { JsonObject } from '../../../normalize/event.ts'
import { apiCallAction, bucketsOf, callSignal, isOwnCall, succeeded } from '../../api-call.ts'
import { sequence } from '../../kit/sequence.ts'
import { type CallOptions, callRecord } from '../../records/cloudtrail-record.ts'

const S3 = 's3.amazonaws.com'
const FOREVER_MS = Number.MAX_SAFE_INTEGER

/** Whether a bucket logs since a call, and whether the account's own people set it so. */
type Logging = { time: number; enabled: boolean; setByOwn: boolean }

/**
 * Server access logging of a bucket was switched off, where it was on or may have been: a bucket that was made while
 * the logs were read, or that is known to log nothing, has none to lose.
 * Misses: logging sent to another bucket, and log objects deleted afterwards.
 */
export default sequence<'cloudtrail', Logging>({
  type: 'Stealth:S3/ServerAccessLoggingDisabled',
  on: 'cloudtrail',
  select: [`call:${S3}:PutBucketLogging`, `call:${S3}:CreateBucket`],
  when: succeeded,
  key: (call) => bucketsOf(call)[0] ?? '',
  stage: (call) => ({
    time: call.time,
    enabled: isEnabled(call.request),
    setByOwn: isOwnCall(call) && call.name === 'PutBucketLogging',
  }),
  withinMs: FOREVER_MS,
  stagesMax: 1,
  completes: (earlier, latest) =>
    latest.setByOwn && !latest.enabled && earlier.at(-1)?.enabled !== false ? [latest] : [],
  signal: (call) => {
    const buckets = bucketsOf(call).slice(0, 1)
    return {
      ...callSignal(call),
      resource: { kind: 'accessKey', call, buckets },
      action: apiCallAction(call, Object.fromEntries(buckets.map((bucket) => ['AWS::S3::Bucket', bucket]))),
      reason: `${call.name} names no bucket to write the access log of ${buckets.join()} to`,
    }
  },
  vectors: [
    { name: 'a bucket may have logged', records: [logging('invoices', false)], finds: 1, severity: 2 },
    { name: 'a bucket logged', records: [logging('invoices', true), logging('invoices', false, { at: 60 })], finds: 1 },
    {
      name: 'off once more is nothing new',
      records: [logging('invoices', false), logging('invoices', false, { at: 60 })],
      finds: 1,
      count: 1,
    },
    { name: 'logging is switched on', records: [logging('invoices', true)], finds: 0 },
    { name: 'a denied attempt', records: [logging('invoices', false, { errorCode: 'AccessDenied' })], finds: 0 },
    {
      name: 'a new bucket has no logging to lose',
      records: [
        callRecord(S3, 'CreateBucket', { request: { bucketName: 'drafts' } }),
        logging('drafts', false, { at: 30 }),
      ],
      finds: 0,
    },
  ],
})

/** A new bucket does not log. */
function isEnabled(request: JsonObject): boolean {
  const status = request['BucketLoggingStatus'] ?? request['bucketLoggingStatus']
  return isObject(status) && isObject(status['LoggingEnabled'] ?? status['loggingEnabled'])
}

function logging(bucketName: string, on: boolean, options: CallOptions = {}): JsonObject {
  const LoggingEnabled = { TargetBucket: 'access-logs', TargetPrefix: `${bucketName}/` }
  return callRecord(S3, 'PutBucketLogging', {
    ...options,
    request: { bucketName, logging: '', BucketLoggingStatus: on ? { LoggingEnabled } : {} },
  })
}
