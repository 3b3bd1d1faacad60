import type { JsonObject, JsonValue, KubernetesRequest } from '../../../normalize/event.ts'
import { match } from '../../kit/match.ts'
import { answeredOk, requestSignal } from '../../kubernetes-request.ts'
import { type AuditOptions, auditRecord } from '../../records/audit-record.ts'
import type { Topic } from '../../topic.ts'

const BINDINGS = ['rolebindings', 'clusterrolebindings']
const BINDING_CHANGES = BINDINGS.flatMap((resource) =>
  ['create', 'update', 'patch'].map((verb): Topic => `request:${verb} ${resource}`),
)

/**
 * A role was bound to the anonymous user or to everybody who is not authenticated. The bindings that the API server
 * renews for itself at start do not count. Needs the request's body in the audit log.
 */
export default match({
  type: 'Policy:Kubernetes/AnonymousAccessGranted',
  on: 'kubernetes',
  select: BINDING_CHANGES,
  when: (request) => answeredOk(request) && !request.dryRun && bindsNobody(bindingOf(request)) && !isBootstrap(request),
  signal: (request, context) => ({
    ...requestSignal(request, context),
    facts: { bindingName: nameOf(request) },
    reason: `${request.verb} of ${nameOf(request)} binds a role to anybody without credentials`,
  }),
  vectors: [
    {
      name: 'a role binding for the anonymous user',
      records: [bind({ kind: 'User', name: 'system:anonymous' })],
      finds: 1,
      severity: 8,
    },
    {
      name: 'for everybody unauthenticated',
      records: [bind({ kind: 'Group', name: 'system:unauthenticated' })],
      finds: 1,
    },
    { name: 'for everybody authenticated', records: [bind({ kind: 'Group', name: 'system:authenticated' })], finds: 0 },
    { name: 'refused', records: [bind({ kind: 'User', name: 'system:anonymous' }, { code: 403 })], finds: 0 },
    {
      name: 'the API server renews a built-in binding',
      records: [
        bind(
          { kind: 'Group', name: 'system:unauthenticated' },
          { user: 'system:apiserver', groups: ['system:masters'], name: 'system:public-info-viewer' },
          { 'kubernetes.io/bootstrapping': 'rbac-defaults' },
        ),
      ],
      finds: 0,
    },
  ],
})

function bindingOf({ requestObject, responseObject }: KubernetesRequest): JsonObject {
  return [responseObject, requestObject].find((body) => Array.isArray(body?.['subjects'])) ?? {}
}

function bindsNobody(binding: JsonObject): boolean {
  const subjects = binding['subjects']
  return Array.isArray(subjects) && subjects.some((subject) => isNobody(subject))
}

function isNobody(subject: JsonValue): boolean {
  if (typeof subject !== 'object' || subject === null || Array.isArray(subject)) return false
  return (
    (subject['kind'] === 'User' && subject['name'] === 'system:anonymous') ||
    (subject['kind'] === 'Group' && subject['name'] === 'system:unauthenticated')
  )
}

function isBootstrap(request: KubernetesRequest): boolean {
  return request.user.username === 'system:apiserver' && JSON.stringify(bindingOf(request)).includes('"rbac-defaults"')
}

function nameOf(request: KubernetesRequest): string {
  const metadata = bindingOf(request)['metadata'] as JsonObject | undefined
  return request.object?.name ?? String(metadata?.['name'] ?? '')
}

function bind(subject: JsonObject, options: AuditOptions = {}, labels: JsonObject = {}): JsonObject {
  const name = options.name ?? 'anonymous-pod-reader'
  return auditRecord('create', 'rolebindings', {
    namespace: 'default',
    name,
    apiGroup: 'rbac.authorization.k8s.io',
    body: { metadata: { name, labels }, roleRef: { kind: 'Role', name: 'pod-reader' }, subjects: [subject] },
    ...options,
  })
}
