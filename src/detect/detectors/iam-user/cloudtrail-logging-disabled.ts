import { partitionOf } from '../../../model/partition.ts'
import type { ApiCall, JsonObject, JsonValue } from '../../../normalize/event.ts'
import { apiCallAction, bucketsOf, callSignal, isOwnCall, parameter, succeeded } from '../../api-call.ts'
import type { Context } from '../../detector.ts'
import { match } from '../../kit/match.ts'
import { callRecord, serviceActor } from '../../records/cloudtrail-record.ts'

const CLOUDTRAIL = 'cloudtrail.amazonaws.com'

/**
 * Someone switched off, deleted or narrowed the account's own audit trail, or deleted the bucket it is written to.
 * Misses: logs deleted from the bucket, a bucket policy that stops delivery, the trail of another account.
 */
export default match({
  type: 'Stealth:IAMUser/CloudTrailLoggingDisabled',
  on: 'cloudtrail',
  select: [
    `call:${CLOUDTRAIL}:StopLogging`,
    `call:${CLOUDTRAIL}:DeleteTrail`,
    `call:${CLOUDTRAIL}:UpdateTrail`,
    `call:${CLOUDTRAIL}:PutEventSelectors`,
    'call:s3.amazonaws.com:DeleteBucket',
  ],
  when: (call, context) => succeeded(call) && isOwnCall(call) && silences(call, context),
  signal: (call) => {
    const trailArn = trailArnOf(call)
    const [bucket] = bucketsOf(call)
    return {
      ...callSignal(call),
      resource: { kind: 'accessKey', call },
      action: apiCallAction(call, {
        ...(trailArn === undefined ? {} : { 'AWS::CloudTrail::Trail': trailArn }),
        ...(bucket === undefined ? {} : { 'AWS::S3::Bucket': bucket }),
      }),
      facts: { trailArn: trailArn ?? `arn:${partitionOf(call.region)}:s3:::${bucket ?? ''}` },
      reason: `${call.name} succeeded, and the trail records less or nothing since`,
    }
  },
  vectors: [
    { name: 'a user stops a trail', records: [stopLogging()], finds: 1, severity: 2 },
    { name: 'management events are dropped', records: [selectors(false)], finds: 1 },
    { name: 'a denied attempt disables nothing', records: [stopLogging('AccessDenied')], finds: 0 },
    { name: 'an AWS service keeps house', records: [byService()], finds: 0 },
    {
      name: 'logging is started',
      records: [callRecord(CLOUDTRAIL, 'StartLogging', { request: { name: 'main' } })],
      finds: 0,
    },
    { name: 'a trail gains coverage', records: [update({ isMultiRegionTrail: true })], finds: 0 },
    { name: 'a trail loses its other regions', records: [update({ isMultiRegionTrail: false })], finds: 1 },
    { name: 'selectors keep management events', records: [selectors(true)], finds: 0 },
    {
      name: 'an unrelated bucket is deleted',
      records: [callRecord('s3.amazonaws.com', 'DeleteBucket', { request: { bucketName: 'scratch' } })],
      finds: 0,
    },
    {
      name: 'the bucket of a trail is deleted',
      records: [
        callRecord(CLOUDTRAIL, 'CreateTrail', {
          request: { name: 'main', s3BucketName: 'audit-logs' },
          response: {
            name: 'main',
            s3BucketName: 'audit-logs',
            trailARN: 'arn:aws:cloudtrail:us-east-1:111122223333:trail/main',
          },
        }),
        callRecord('s3.amazonaws.com', 'DeleteBucket', { at: 60, request: { bucketName: 'audit-logs' } }),
      ],
      finds: 1,
    },
  ],
})

function silences(call: ApiCall, context: Context): boolean {
  switch (call.name) {
    case 'StopLogging':
    case 'DeleteTrail':
      return true
    case 'UpdateTrail':
      return narrows(call, context)
    case 'PutEventSelectors':
      return dropsManagementEvents(call.request)
    case 'DeleteBucket':
      return bucketsOf(call).some((bucket) => context.inventory.isTrailBucket(call.accountId, bucket))
    default:
      return false
  }
}

const COVERAGE = ['isMultiRegionTrail', 'includeGlobalServiceEvents', 'enableLogFileValidation', 'isOrganizationTrail']

/** The update takes coverage away, or sends the logs to another bucket than the one known. */
function narrows(call: ApiCall, context: Context): boolean {
  if (COVERAGE.some((member) => call.request[member] === false)) return true
  const bucket = parameter(call, 's3BucketName')
  const known = context.inventory.trail(call.accountId, call.region, parameter(call, 'name') ?? '')?.previousBucket
  return bucket !== undefined && known !== undefined && known !== bucket
}

/** No selector of the new set takes management events in full. */
function dropsManagementEvents(request: JsonObject): boolean {
  const basic = listOf(request['eventSelectors'])
  if (basic.length > 0) {
    return !basic.some(
      (selector) => selector['includeManagementEvents'] !== false && (selector['readWriteType'] ?? 'All') === 'All',
    )
  }
  const advanced = listOf(request['advancedEventSelectors'])
  return advanced.length > 0 && !advanced.some((selector) => JSON.stringify(selector).includes('"Management"'))
}

function listOf(value: JsonValue | undefined): JsonObject[] {
  return Array.isArray(value) ? value.filter((one): one is JsonObject => typeof one === 'object' && one !== null) : []
}

function trailArnOf(call: ApiCall): string | undefined {
  const name = parameter(call, 'name') ?? parameter(call, 'trailName')
  if (name === undefined || name.startsWith('arn:')) return name
  return `arn:${partitionOf(call.region)}:cloudtrail:${call.region}:${call.accountId}:trail/${name}`
}

function stopLogging(errorCode?: string): JsonObject {
  return callRecord(CLOUDTRAIL, 'StopLogging', {
    request: { name: 'main' },
    ...(errorCode === undefined ? {} : { errorCode }),
  })
}

function byService(): JsonObject {
  return callRecord(CLOUDTRAIL, 'StopLogging', {
    actor: serviceActor('controltower.amazonaws.com'),
    address: 'controltower.amazonaws.com',
    request: { name: 'main' },
  })
}

function update(change: JsonObject): JsonObject {
  return callRecord(CLOUDTRAIL, 'UpdateTrail', { request: { name: 'main', ...change } })
}

function selectors(includeManagementEvents: boolean): JsonObject {
  return callRecord(CLOUDTRAIL, 'PutEventSelectors', {
    request: {
      trailName: 'main',
      eventSelectors: [{ readWriteType: 'All', includeManagementEvents, dataResources: [] }],
    },
  })
}
