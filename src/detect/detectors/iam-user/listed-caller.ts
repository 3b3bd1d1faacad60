import type { Category } from '../../../intel/category.ts'
import type { FindingTypeName } from '../../../model/catalogue/index.ts'
import { isReconApi } from '../../../model/iam-recon.ts'
import { apiCallAction, callerAddress, callSignal, isOwnCall } from '../../api-call.ts'
import { type Detector, hitsOf } from '../../detector.ts'
import { intel } from '../../kit/intel.ts'
import { callRecord, objectCallRecord } from '../../records/cloudtrail-record.ts'

const LISTED = '45.155.205.99'

interface Row {
  type: FindingTypeName
  category: Category
  /** Whether the type is about calls that look around, or about all others. */
  recon: boolean
}

const ROWS: readonly Row[] = [
  { type: 'Recon:IAMUser/TorIPCaller', category: 'TOR_EXIT_IP', recon: true },
  { type: 'UnauthorizedAccess:IAMUser/TorIPCaller', category: 'TOR_EXIT_IP', recon: false },
  { type: 'Recon:IAMUser/MaliciousIPCaller', category: 'MALICIOUS_CALLER_IP', recon: true },
  { type: 'UnauthorizedAccess:IAMUser/MaliciousIPCaller', category: 'MALICIOUS_CALLER_IP', recon: false },
  { type: 'Recon:IAMUser/MaliciousIPCaller.Custom', category: 'CUSTOM_THREAT_IP', recon: true },
  { type: 'UnauthorizedAccess:IAMUser/MaliciousIPCaller.Custom', category: 'CUSTOM_THREAT_IP', recon: false },
]

/**
 * A management call from an address on a list: one type for calls that look around, another for all others. Failed calls
 * count; calls of AWS services, or through one, do not. Misses: callers whose address is on no list.
 */
export default ROWS.map(listedCaller)

function listedCaller({ type, category, recon }: Row): Detector {
  const mine = recon ? 'ListBuckets' : 'GetSigninToken'
  const other = recon ? 'GetSigninToken' : 'ListBuckets'
  const lists = { [category]: [LISTED] }
  const service = (name: string) => (name === 'ListBuckets' ? 's3.amazonaws.com' : 'signin.amazonaws.com')
  return intel({
    type,
    on: 'cloudtrail',
    category,
    select: [`caller:${category}`],
    when: (call) =>
      call.category === 'Management' && isOwnCall(call) && isReconApi(call.service, call.name, call.readOnly) === recon,
    hits: (call, context) => hitsOf(context, category, callerAddress(call) ?? ''),
    signal: (call, [hit]) => ({
      ...callSignal(call),
      resource: { kind: 'accessKey', call },
      action: apiCallAction(call),
      apiCall: call.name,
      reason: `${call.name} came from ${callerAddress(call)}, which the list ${hit.listName} has as ${hit.entry}`,
    }),
    vectors: [
      {
        name: 'a call from a listed address',
        records: [callRecord(service(mine), mine, { address: LISTED })],
        lists,
        finds: 1,
        severity: 5,
      },
      {
        name: 'several calls: one finding, counted up',
        records: [0, 20, 40].map((at) => callRecord(service(mine), mine, { at, address: LISTED })),
        lists,
        finds: 1,
        count: 3,
      },
      { name: 'the same call from elsewhere', records: [callRecord(service(mine), mine)], lists, finds: 0 },
      {
        name: 'a call of the other kind',
        records: [callRecord(service(other), other, { address: LISTED })],
        lists,
        finds: 0,
      },
      {
        name: 'an S3 data event',
        records: [objectCallRecord('GetObject', 'reports', { address: LISTED })],
        lists,
        finds: 0,
      },
      {
        name: 'an address that is trusted as well',
        records: [callRecord(service(mine), mine, { address: LISTED })],
        lists: { ...lists, TRUSTED_IP: [LISTED] },
        finds: 0,
      },
    ],
  })
}
