import type { Stores } from '../store/ports.ts'
import type { Detector } from '../store/records.ts'
import { detectorArn } from './arns.ts'
import type { Caller } from './operation.ts'
import { limitExceeded, outOfRange } from './wire-error.ts'

/** GuardDuty's limit of tags on a resource. */
const TAGS_MAX = 50

/** Throws the wire error for more tags than a resource may have. */
export function checkTags(tags: Record<string, string> | undefined): void {
  if (tags !== undefined && Object.keys(tags).length > TAGS_MAX) {
    throw limitExceeded(`The request is rejected because a resource cannot have more than ${TAGS_MAX} tags.`)
  }
}

/** The ARN of a detector, filter or set of the caller's in this region; throws the wire error for any other. */
export async function taggedArn(
  arn: string,
  { caller, region }: { caller: Caller; region: string },
  stores: Stores,
): Promise<string> {
  const match = /:detector\/(?<id>[0-9a-f]{32})(?:\/(?<kind>filter|ipset|threatintelset)\/(?<name>.+))?$/.exec(arn)
  const { id, kind, name } = match?.groups ?? {}
  const detector = id === undefined ? undefined : await stores.detectors.find(id)
  const isOwn = detector?.accountId === caller.accountId && detector.region === region
  if (!isOwn || !arn.startsWith(detectorArn(detector)) || !(await exists(stores, detector, kind, name)))
    throw outOfRange()
  return arn
}

async function exists(stores: Stores, detector: Detector, kind: string | undefined, name = ''): Promise<boolean> {
  switch (kind) {
    case undefined:
      return true
    case 'filter':
      return (await stores.filters.find(detector.id, name)) !== undefined
    case 'ipset':
    case 'threatintelset': {
      const set = await stores.indicatorSets.find(detector.id, kind, name)
      return set !== undefined && set.status !== 'DELETED'
    }
    default:
      return false
  }
}
