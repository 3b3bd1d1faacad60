import type { FindingTypeName } from '../../../model/catalogue/index.ts'
import type { KubernetesTactic } from '../../../model/kubernetes-tactic.ts'
import type { JsonObject } from '../../../normalize/event.ts'
import type { Detector } from '../../detector.ts'
import { match } from '../../kit/match.ts'
import { answeredOk, isAnonymous, requestSignal, tacticOf } from '../../kubernetes-request.ts'
import { anonymousRecord, auditRecord } from '../../records/audit-record.ts'

/** A request of each tactic, made by nobody. */
const EXAMPLES: Readonly<Record<KubernetesTactic, JsonObject>> = {
  Discovery: anonymousRecord('list', 'pods', { namespace: 'default' }),
  CredentialAccess: anonymousRecord('list', 'secrets', { namespace: 'default' }),
  DefenseEvasion: anonymousRecord('delete', 'events', { namespace: 'default', name: 'x' }),
  Persistence: anonymousRecord('create', 'clusterrolebindings', { name: 'x' }),
  Impact: anonymousRecord('create', 'pods', { namespace: 'default', name: 'x' }),
}

const TACTICS = Object.keys(EXAMPLES) as KubernetesTactic[]

/**
 * A request without credentials succeeded: one type for each thing that a request can serve. Health, readiness and
 * version endpoints are open by intent and do not count.
 */
export default TACTICS.map(successfulAnonymousAccess)

function successfulAnonymousAccess(tactic: KubernetesTactic): Detector {
  const type: FindingTypeName = `${tactic}:Kubernetes/SuccessfulAnonymousAccess`
  const other = EXAMPLES[tactic === 'Discovery' ? 'Impact' : 'Discovery']
  return match({
    type,
    on: 'kubernetes',
    select: ['user:system:anonymous'],
    when: (request) => isAnonymous(request) && answeredOk(request) && tacticOf(request) === tactic,
    signal: (request, context) => ({
      ...requestSignal(request, context),
      reason: `${request.verb} ${request.requestUri.slice(0, 120)} was answered with ${request.statusCode} to nobody in particular`,
    }),
    vectors: [
      { name: 'such a request succeeds', records: [EXAMPLES[tactic]], finds: 1 },
      { name: 'it is refused', records: [{ ...EXAMPLES[tactic], responseStatus: { code: 403 } }], finds: 0 },
      { name: 'a request of another kind', records: [other], finds: 0 },
      {
        name: 'somebody known makes it',
        records: [auditRecord('list', 'pods'), auditRecord('list', 'secrets')],
        finds: 0,
      },
      {
        name: 'load balancers ask for health',
        records: ['/healthz', '/livez?verbose', '/readyz', '/version'].map((uri) =>
          anonymousRecord('get', undefined, { uri }),
        ),
        finds: 0,
      },
    ],
  })
}
