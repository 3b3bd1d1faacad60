import { publicBlock } from '../../../inventory/learn-buckets.ts'
import { isObject } from '../../../inventory/members.ts'
import type { FindingTypeName } from '../../../model/catalogue/index.ts'
import type { ApiCall, JsonObject } from '../../../normalize/event.ts'
import { apiCallAction, bucketsOf, callSignal, isOwnCall, parameter, succeeded } from '../../api-call.ts'
import type { Detector } from '../../detector.ts'
import { sequence } from '../../kit/sequence.ts'
import { type CallOptions, callRecord } from '../../records/cloudtrail-record.ts'
import type { Topic } from '../../topic.ts'
import type { Vector } from '../../vector.ts'

const S3 = 's3.amazonaws.com'
const S3_CONTROL = 's3-control.amazonaws.com'
const SETTINGS = ['blockPublicAcls', 'ignorePublicAcls', 'blockPublicPolicy', 'restrictPublicBuckets'] as const
const FOREVER_MS = Number.MAX_SAFE_INTEGER

/** The settings that a call leaves on, and whether the account's own people made it. */
type Block = { time: number; on: string[]; own: boolean }

/**
 * One of the four settings of S3 Block Public Access was switched off, for a bucket or for the whole account. Settings
 * that were off before, as far as earlier calls tell, are not lost again.
 * Misses: settings that were never on, and what calls from trusted addresses set.
 */
export default [
  disabled({
    type: 'Policy:S3/BucketBlockPublicAccessDisabled',
    select: [`call:${S3}:PutBucketPublicAccessBlock`, `call:${S3}:DeleteBucketPublicAccessBlock`],
    bucketOf: (call) => bucketsOf(call)[0],
    vectors: vectors(S3, 'Bucket', { request: { bucketName: 'ledger' } }),
  }),
  disabled({
    type: 'Policy:S3/AccountBlockPublicAccessDisabled',
    select: [
      ...[S3, S3_CONTROL].flatMap((service): Topic[] => [
        `call:${service}:PutAccountPublicAccessBlock`,
        `call:${service}:DeleteAccountPublicAccessBlock`,
      ]),
      `call:${S3_CONTROL}:PutPublicAccessBlock`,
      `call:${S3_CONTROL}:DeletePublicAccessBlock`,
    ],
    bucketOf: () => undefined,
    vectors: vectors(S3, 'Account', { accountId: '222233334444', request: { accountId: '222233334444' } }),
  }),
]

interface Row {
  type: FindingTypeName
  select: readonly Topic[]
  bucketOf: (call: ApiCall) => string | undefined
  vectors: readonly Vector[]
}

function disabled({ type, select, bucketOf, vectors }: Row): Detector {
  return sequence<'cloudtrail', Block>({
    type,
    on: 'cloudtrail',
    select,
    when: succeeded,
    key: (call) => bucketOf(call) ?? parameter(call, 'accountId') ?? call.accountId,
    stage: (call) => ({ time: call.time, on: settingsOn(call), own: isOwnCall(call) }),
    withinMs: FOREVER_MS,
    stagesMax: 1,
    completes: (earlier, latest) => {
      const before = earlier.at(-1)
      return latest.own && lost(latest, before).length > 0 ? [...(before === undefined ? [] : [before]), latest] : []
    },
    signal: (call, stages) => {
      const bucket = bucketOf(call)
      const before = stages.length > 1 ? stages[0] : undefined
      return {
        ...callSignal(call),
        resource: { kind: 'accessKey', call, ...(bucket === undefined ? {} : { buckets: [bucket] }) },
        action: apiCallAction(call, bucket === undefined ? {} : { 'AWS::S3::Bucket': bucket }),
        reason: `${call.name} left ${lost(stages[stages.length - 1] ?? stages[0], before).join(', ')} off${before === undefined ? '; what was on before is not known' : ''}`,
      }
    },
    vectors,
  })
}

/** Settings that are off now and were on, or may have been. */
function lost(now: Block, before: Block | undefined): string[] {
  return (before?.on ?? SETTINGS).filter((setting) => !now.on.includes(setting))
}

function settingsOn({ name, request }: ApiCall): string[] {
  if (name.startsWith('Delete')) return []
  const nested = request['PublicAccessBlockConfiguration'] ?? request['publicAccessBlockConfiguration']
  const block = publicBlock(isObject(nested) ? nested : request)
  return SETTINGS.filter((setting) => block[setting] === true)
}

function vectors(service: string, whose: 'Bucket' | 'Account', subject: CallOptions): Vector[] {
  const call = (name: string, request: JsonObject, options: CallOptions) =>
    callRecord(service, name, { ...subject, ...options, request: { ...subject.request, ...request } })
  const put = (on: boolean, options: CallOptions = {}) => {
    const [BlockPublicAcls, IgnorePublicAcls, BlockPublicPolicy, RestrictPublicBuckets] = [true, true, on, on]
    const configuration = { BlockPublicAcls, IgnorePublicAcls, BlockPublicPolicy, RestrictPublicBuckets }
    return call(`Put${whose}PublicAccessBlock`, { PublicAccessBlockConfiguration: configuration }, options)
  }
  const remove = (options: CallOptions = {}) => call(`Delete${whose}PublicAccessBlock`, {}, options)
  return [
    { name: 'two of the four settings are switched off', records: [put(false)], finds: 1, severity: 2 },
    { name: 'all were on and are deleted', records: [put(true), remove({ at: 60 })], finds: 1 },
    { name: 'off once more is nothing new', records: [put(false), put(false, { at: 60 })], finds: 1, count: 1 },
    { name: 'all are switched on', records: [put(true)], finds: 0 },
    { name: 'a denied attempt', records: [put(false, { errorCode: 'AccessDenied' })], finds: 0 },
    {
      name: 'an AWS service keeps house',
      records: [remove({ actor: { type: 'AWSService', invokedBy: 'controltower.amazonaws.com' }, address: service })],
      finds: 0,
    },
  ]
}
