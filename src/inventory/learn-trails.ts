import type { ApiCall, JsonObject } from '../normalize/event.ts'
import type { Knowledge } from './knowledge.ts'
import { objectAt, objectsIn, textAt } from './members.ts'

const CLOUDTRAIL = 'cloudtrail.amazonaws.com'

export const TRAIL_CALLS = ['CreateTrail', 'UpdateTrail', 'DeleteTrail', 'GetTrail', 'DescribeTrails'].map(
  (name) => `${CLOUDTRAIL}:${name}`,
)

/** Which buckets hold the logs of which trails. */
export function learnTrailCall({ trails }: Knowledge, call: ApiCall): void {
  const name = textAt(call.request, 'name', 'trailName')
  if (call.name === 'DeleteTrail') {
    if (name !== undefined) trails.delete(trailKey(call.accountId, call.region, name))
    return
  }
  const described = [
    call.response,
    objectAt(call.response, 'trail'),
    ...objectsIn(call.response['trailList']),
    call.request,
  ]
  for (const trail of described) learnTrail(trails, call, trail)
}

function learnTrail(trails: Knowledge['trails'], call: ApiCall, trail: JsonObject): void {
  const nameOrArn = textAt(trail, 'trailARN', 'name')
  const bucketName = textAt(trail, 's3BucketName')
  if (nameOrArn === undefined || bucketName === undefined) return
  const key = trailKey(call.accountId, call.region, nameOrArn)
  const known = trails.get(key)
  if (known?.bucketName === bucketName) return
  trails.set(key, { accountId: call.accountId, bucketName, previousBucket: known?.bucketName ?? bucketName })
}

/** A trail is named by its ARN, or by its name in its region. */
export function trailKey(accountId: string, region: string, nameOrArn: string): string {
  const arn = /^arn:[^:]+:cloudtrail:([^:]+):(\d{12}):trail\/(.+)$/.exec(nameOrArn)
  return arn === null ? `${accountId} ${region} ${nameOrArn}` : `${arn[2]} ${arn[1]} ${arn[3]}`
}
