import type { Category } from '../../../intel/category.ts'
import type { FindingTypeName } from '../../../model/catalogue/index.ts'
import { s3ApiGroup } from '../../../model/s3-api-groups.ts'
import type { ApiCall } from '../../../normalize/event.ts'
import { apiCallAction, bucketsOf, callerAddress, callSignal, isOwnCall } from '../../api-call.ts'
import { type Detector, hitsOf } from '../../detector.ts'
import { intel } from '../../kit/intel.ts'
import { callRecord, objectCallRecord } from '../../records/cloudtrail-record.ts'

const LISTED = '45.155.205.99'

type Group = 'Discovery' | 'Exfiltration' | 'Impact' | 'notDiscovery'

interface Row {
  type: FindingTypeName
  category: Category
  group: Group
}

const ROWS: readonly Row[] = [
  { type: 'Discovery:S3/TorIPCaller', category: 'TOR_EXIT_IP', group: 'Discovery' },
  { type: 'UnauthorizedAccess:S3/TorIPCaller', category: 'TOR_EXIT_IP', group: 'notDiscovery' },
  { type: 'Discovery:S3/MaliciousIPCaller.Custom', category: 'CUSTOM_THREAT_IP', group: 'Discovery' },
  { type: 'UnauthorizedAccess:S3/MaliciousIPCaller.Custom', category: 'CUSTOM_THREAT_IP', group: 'notDiscovery' },
  { type: 'Discovery:S3/MaliciousIPCaller', category: 'MALICIOUS_CALLER_IP', group: 'Discovery' },
  { type: 'Exfiltration:S3/MaliciousIPCaller', category: 'MALICIOUS_CALLER_IP', group: 'Exfiltration' },
  { type: 'Impact:S3/MaliciousIPCaller', category: 'MALICIOUS_CALLER_IP', group: 'Impact' },
]

/** An API of each group, and one outside it. */
const EXAMPLES: Readonly<Record<Group, readonly [string, string]>> = {
  Discovery: ['ListObjects', 'GetObject'],
  Exfiltration: ['GetObject', 'ListObjects'],
  Impact: ['DeleteObject', 'GetObject'],
  notDiscovery: ['GetObject', 'ListObjects'],
}

/**
 * An S3 data event from an address on a list, by what the API serves: discovery, reading out, or changing. Failed and
 * anonymous requests count. Misses: buckets whose data events are not logged.
 */
export default ROWS.map(listedCaller)

function listedCaller({ type, category, group }: Row): Detector {
  const [mine, other] = EXAMPLES[group]
  const lists = { [category]: [LISTED] }
  return intel({
    type,
    on: 'cloudtrail',
    category,
    select: [`caller:${category}`],
    when: (call) =>
      call.category === 'Data' && call.service === 's3.amazonaws.com' && isOwnCall(call) && inGroup(call.name, group),
    hits: (call, context) => hitsOf(context, category, callerAddress(call) ?? ''),
    signal: (call, [hit]) => {
      const buckets = bucketsOf(call)
      return {
        ...callSignal(call),
        resource: { kind: 'bucket', call, buckets },
        action: apiCallAction(call, buckets[0] === undefined ? {} : { 'AWS::S3::Bucket': buckets[0] }),
        facts: isAnonymous(call) ? { principalId: callerAddress(call) ?? '' } : {},
        reason: `${call.name} on ${buckets.join(', ')} came from ${callerAddress(call)}, which the list ${hit.listName} has as ${hit.entry}`,
      }
    },
    vectors: [
      {
        name: 'such a request from a listed address',
        records: [objectCallRecord(mine, 'reports', { address: LISTED })],
        lists,
        finds: 1,
      },
      {
        name: 'two requests on one bucket: one finding',
        records: [0, 10].map((at) => objectCallRecord(mine, 'reports', { at, address: LISTED })),
        lists,
        finds: 1,
        count: 2,
      },
      {
        name: 'two buckets: two findings',
        records: ['reports', 'backups'].map((bucket) => objectCallRecord(mine, bucket, { address: LISTED })),
        lists,
        finds: 2,
      },
      {
        name: 'a request of another group',
        records: [objectCallRecord(other, 'reports', { address: LISTED })],
        lists,
        finds: 0,
      },
      { name: 'the same from elsewhere', records: [objectCallRecord(mine, 'reports')], lists, finds: 0 },
      {
        name: 'a management event',
        records: [callRecord('s3.amazonaws.com', 'ListBuckets', { address: LISTED })],
        lists,
        finds: 0,
      },
    ],
  })
}

function inGroup(name: string, group: Group): boolean {
  const told = s3ApiGroup(name)
  return group === 'notDiscovery' ? told !== 'Discovery' : told === group
}

/** An anonymous request has no principal: it is told apart by where it came from. */
function isAnonymous(call: ApiCall): boolean {
  return call.actor.accountId === 'ANONYMOUS_PRINCIPAL' || call.actor.principalId === undefined
}
