import type { Category } from '../../../intel/category.ts'
import type { FindingTypeName } from '../../../model/catalogue/index.ts'
import type { KubernetesTactic } from '../../../model/kubernetes-tactic.ts'
import type { KubernetesRequest } from '../../../normalize/event.ts'
import { type Context, type Detector, hitsOf } from '../../detector.ts'
import { intel } from '../../kit/intel.ts'
import { isAnonymous, requestSignal, tacticOf } from '../../kubernetes-request.ts'
import { type AuditOptions, anonymousRecord, auditRecord } from '../../records/audit-record.ts'

const LISTED = '45.155.205.99'

const LISTS = [
  { family: 'TorIPCaller', category: 'TOR_EXIT_IP' },
  { family: 'MaliciousIPCaller', category: 'MALICIOUS_CALLER_IP' },
  { family: 'MaliciousIPCaller.Custom', category: 'CUSTOM_THREAT_IP' },
] as const

/** A request of each tactic: verb, resource and where. */
const EXAMPLES: Readonly<Record<KubernetesTactic, [verb: string, resource: string, options: AuditOptions]>> = {
  Discovery: ['list', 'pods', { namespace: 'default' }],
  CredentialAccess: ['get', 'secrets', { namespace: 'default', name: 'db' }],
  DefenseEvasion: ['delete', 'events', { namespace: 'default', name: 'x' }],
  Persistence: ['create', 'clusterrolebindings', { name: 'x' }],
  Impact: ['create', 'serviceaccounts', { namespace: 'default', name: 'x' }],
}

const TACTICS = Object.keys(EXAMPLES) as KubernetesTactic[]
const UNAUTHORIZED = 401

/**
 * A request from an address on a list, by what it serves. It need not succeed, but must be somebody's: requests without
 * credentials belong to other types. Misses: clusters behind a proxy that hides the client's address.
 */
export default LISTS.flatMap(({ family, category }) => TACTICS.map((tactic) => listedCaller(tactic, family, category)))

function listedCaller(
  tactic: KubernetesTactic,
  family: (typeof LISTS)[number]['family'],
  category: Category,
): Detector {
  const type: FindingTypeName = `${tactic}:Kubernetes/${family}`
  const [verb, resource, where] = EXAMPLES[tactic]
  const [otherVerb, otherResource, otherWhere] = EXAMPLES[tactic === 'Discovery' ? 'Impact' : 'Discovery']
  const lists = { [category]: [LISTED] }
  return intel({
    type,
    on: 'kubernetes',
    category,
    select: [`caller:${category}`],
    when: (request) => !isAnonymous(request) && request.statusCode !== UNAUTHORIZED && tacticOf(request) === tactic,
    hits: (request, context) => callerHits(request, context, category),
    signal: (request, [hit], context) => ({
      ...requestSignal(request, context),
      reason: `${request.verb} ${request.requestUri.slice(0, 120)} came from an address that the list ${hit.listName} has as ${hit.entry}`,
    }),
    vectors: [
      {
        name: 'such a request from a listed address',
        records: [auditRecord(verb, resource, { ...where, address: LISTED })],
        lists,
        finds: 1,
      },
      {
        name: 'a forbidden one counts',
        records: [auditRecord(verb, resource, { ...where, address: LISTED, code: 403 })],
        lists,
        finds: 1,
      },
      { name: 'from elsewhere', records: [auditRecord(verb, resource, where)], lists, finds: 0 },
      {
        name: 'a request of another kind',
        records: [auditRecord(otherVerb, otherResource, { ...otherWhere, address: LISTED })],
        lists,
        finds: 0,
      },
      {
        name: 'nobody in particular',
        records: [anonymousRecord(verb, resource, { ...where, address: LISTED })],
        lists,
        finds: 0,
      },
    ],
  })
}

function callerHits(request: KubernetesRequest, context: Context, category: Category) {
  return request.sourceIps.flatMap((address) => hitsOf(context, category, address))
}
