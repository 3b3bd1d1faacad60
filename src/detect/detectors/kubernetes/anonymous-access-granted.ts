import type { JsonObject, KubernetesRequest } from '../../../normalize/event.ts'
import { match } from '../../kit/match.ts'
import { answeredOk, requestSignal } from '../../kubernetes-request.ts'
import { type AuditOptions, auditRecord } from '../../records/audit-record.ts'
import { BINDING_CHANGES, roleBindingOf } from '../../role-binding.ts'

/**
 * A role was bound to the anonymous user or to everybody who is not authenticated. The bindings that the API server
 * renews for itself at start do not count. Needs the request's body in the audit log.
 */
export default match({
  type: 'Policy:Kubernetes/AnonymousAccessGranted',
  on: 'kubernetes',
  select: BINDING_CHANGES,
  when: (request) => answeredOk(request) && !request.dryRun && bindsNobody(request) && !isBootstrap(request),
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

function bindsNobody(request: KubernetesRequest): boolean {
  return roleBindingOf(request)?.subjects.some(isNobody) === true
}

function isNobody({ kind, name }: JsonObject): boolean {
  return (kind === 'User' && name === 'system:anonymous') || (kind === 'Group' && name === 'system:unauthenticated')
}

function isBootstrap(request: KubernetesRequest): boolean {
  const { username } = request.user
  return username === 'system:apiserver' && JSON.stringify(roleBindingOf(request)?.body).includes('"rbac-defaults"')
}

function nameOf(request: KubernetesRequest): string {
  return roleBindingOf(request)?.name ?? ''
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
