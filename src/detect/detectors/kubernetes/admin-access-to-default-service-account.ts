import { isObject, objectsIn } from '../../../inventory/members.ts'
import type { JsonObject, KubernetesRequest } from '../../../normalize/event.ts'
import { sequence } from '../../kit/sequence.ts'
import { answeredOk, requestSignal } from '../../kubernetes-request.ts'
import { type AuditOptions, auditRecord } from '../../records/audit-record.ts'
import { BINDING_CHANGES, roleBindingOf } from '../../role-binding.ts'
import type { Topic } from '../../topic.ts'

const FOREVER_MS = Number.MAX_SAFE_INTEGER
const ROLES_KEPT_MAX = 64
const ADMIN_ROLES = ['ClusterRole cluster-admin', 'ClusterRole admin']
const ROLE_CHANGES = ['roles', 'clusterroles'].flatMap((resource) =>
  ['create', 'update', 'patch'].map((verb): Topic => `request:${verb} ${resource}`),
)

/** A role that may do everything, or a binding: whether it is of a default service account, and its role. */
type Grant = { time: number; almighty?: string; binding?: string; role?: string; toDefault: boolean }

/**
 * The default service account of a namespace, or all service accounts, became administrators: bound to admin or
 * cluster-admin, or to a role that was seen to be made with every right. Needs request bodies in the audit log.
 * Misses: roles that amount to the same in other words; patches of bindings whose role was never seen.
 */
export default sequence<'kubernetes', Grant>({
  type: 'Policy:Kubernetes/AdminAccessToDefaultServiceAccount',
  on: 'kubernetes',
  select: [...BINDING_CHANGES, ...ROLE_CHANGES],
  when: (request) => answeredOk(request) && !request.dryRun,
  key: (request) => `${request.accountId} ${request.region} ${request.clusterName}`,
  stage: grantOf,
  withinMs: FOREVER_MS,
  stagesMax: ROLES_KEPT_MAX,
  completes: (earlier, latest) => {
    if (!latest.toDefault) return []
    const role = latest.role ?? earlier.findLast((one) => one.binding === latest.binding)?.role ?? ''
    return ADMIN_ROLES.includes(role) || earlier.some((one) => one.almighty === role) ? [latest] : []
  },
  signal: (request, _stages, context) => {
    const binding = roleBindingOf(request)
    const namespace = request.object?.namespace
    return {
      ...requestSignal(request, context),
      facts: { bindingName: binding?.name ?? '', ...(namespace === undefined ? {} : { namespace }) },
      reason: `${request.verb} of the binding ${binding?.name} makes a default service account an administrator${binding?.role === undefined ? '' : ` (${binding.role})`}`,
    }
  },
  vectors: [
    {
      name: 'cluster-admin for the default account of a namespace',
      records: [bind('cluster-admin', serviceAccount('default'))],
      finds: 1,
      severity: 8,
    },
    {
      name: 'patched into the binding of the administrators, whose role the patch does not repeat',
      records: [
        auditRecord('patch', 'clusterrolebindings', {
          name: 'cluster-admin',
          body: { subjects: [serviceAccount('default')] },
        }),
      ],
      finds: 1,
    },
    {
      name: 'a role with every right, made before',
      records: [
        auditRecord('create', 'clusterroles', {
          name: 'owner',
          body: { metadata: { name: 'owner' }, rules: [{ apiGroups: ['*'], resources: ['*'], verbs: ['*'] }] },
        }),
        bind('owner', serviceAccount('default'), { at: 60 }),
      ],
      finds: 1,
    },
    {
      name: 'all service accounts',
      records: [bind('admin', { kind: 'Group', name: 'system:serviceaccounts:build' })],
      finds: 1,
    },
    { name: 'the right to look', records: [bind('view', serviceAccount('default'))], finds: 0 },
    {
      name: 'an account of its own',
      records: [bind('cluster-admin', serviceAccount('builder'))],
      finds: 0,
    },
    { name: 'refused', records: [bind('cluster-admin', serviceAccount('default'), { code: 403 })], finds: 0 },
  ],
})

function grantOf(request: KubernetesRequest): Grant | undefined {
  const { object, time } = request
  if (object === undefined || object.subresource !== undefined) return undefined
  if (object.resource === 'roles' || object.resource === 'clusterroles') {
    const kind = object.resource === 'roles' ? 'Role' : 'ClusterRole'
    return isAlmighty(request) ? { time, almighty: `${kind} ${object.name ?? ''}`, toDefault: false } : undefined
  }
  const binding = roleBindingOf(request)
  if (binding === undefined) return undefined
  const toDefault = binding.subjects.some(isDefault)
  const role = binding.role ?? (binding.name === 'cluster-admin' ? 'ClusterRole cluster-admin' : undefined)
  if (!toDefault && (role === undefined || !ADMIN_ROLES.includes(role))) return undefined
  const name = `${object.namespace ?? ''} ${binding.name}`
  return { time, binding: name, toDefault, ...(role === undefined ? {} : { role }) }
}

function isDefault({ kind, name }: JsonObject): boolean {
  if (kind === 'ServiceAccount') return name === 'default'
  return kind === 'Group' && typeof name === 'string' && /^system:serviceaccounts(:|$)/.test(name)
}

/** One rule of the role allows every verb on every resource. */
function isAlmighty({ object, requestObject, responseObject }: KubernetesRequest): boolean {
  const body = [responseObject, requestObject].find((one) => Array.isArray(one?.['rules']))
  const has = (rule: JsonObject, member: string) => {
    const value = rule[member]
    return Array.isArray(value) && value.includes('*')
  }
  return object?.name !== undefined && isObject(body)
    ? objectsIn(body['rules']).some((rule) => has(rule, 'verbs') && has(rule, 'resources'))
    : false
}

function serviceAccount(name: string): JsonObject {
  return { kind: 'ServiceAccount', name, namespace: 'default' }
}

function bind(role: string, subject: JsonObject, options: AuditOptions = {}): JsonObject {
  const name = `grant-${role}`
  return auditRecord('create', 'clusterrolebindings', {
    name,
    apiGroup: 'rbac.authorization.k8s.io',
    body: { metadata: { name }, roleRef: { kind: 'ClusterRole', name: role }, subjects: [subject] },
    ...options,
  })
}
