import type { JsonObject, KubernetesRequest } from '../../../normalize/event.ts'
import { exposedServiceOf, SERVICE_CHANGES } from '../../exposed-service.ts'
import { match } from '../../kit/match.ts'
import { answeredOk, requestSignal } from '../../kubernetes-request.ts'
import { type AuditOptions, auditRecord } from '../../records/audit-record.ts'

const DASHBOARD = 'kubernetes-dashboard'

/**
 * The Kubernetes dashboard became reachable from the internet through a load balancer. Needs request bodies in the
 * audit log.
 * Misses: dashboards behind an ingress or a node port, and those that go by another name and namespace.
 */
export default match({
  type: 'Policy:Kubernetes/ExposedDashboard',
  on: 'kubernetes',
  select: SERVICE_CHANGES,
  when: (request) => answeredOk(request) && !request.dryRun && isDashboard(request),
  signal: (request, context) => {
    const { name = '', namespace = '' } = exposedServiceOf(request) ?? {}
    return {
      ...requestSignal(request, context),
      facts: { namespace, serviceName: name },
      reason: `${request.verb} makes the service ${namespace}/${name} a load balancer on the internet`,
    }
  },
  vectors: [
    { name: 'the dashboard becomes a load balancer', records: [service('patch')], finds: 1, severity: 5 },
    {
      name: 'made in another namespace',
      records: [service('create', { selector: { 'k8s-app': DASHBOARD } }, { namespace: 'tools', name: 'board' })],
      finds: 1,
    },
    { name: 'a port of the nodes', records: [service('patch', { type: 'NodePort' })], finds: 0 },
    {
      name: 'an internal load balancer',
      records: [service('patch', {}, {}, { 'service.beta.kubernetes.io/aws-load-balancer-scheme': 'internal' })],
      finds: 0,
    },
    {
      name: 'a shop, which is there to be seen',
      records: [service('create', {}, { namespace: 'shop', name: 'web' })],
      finds: 0,
    },
    { name: 'refused', records: [service('patch', {}, { code: 403 })], finds: 0 },
  ],
})

function isDashboard(request: KubernetesRequest): boolean {
  const exposed = exposedServiceOf(request)
  if (exposed === undefined) return false
  return exposed.namespace === DASHBOARD || exposed.name.startsWith(DASHBOARD) || exposed.apps.includes(DASHBOARD)
}

function service(
  verb: string,
  spec: JsonObject = {},
  options: AuditOptions = {},
  annotations: JsonObject = {},
): JsonObject {
  return auditRecord(verb, 'services', {
    namespace: DASHBOARD,
    name: DASHBOARD,
    body: { metadata: { annotations }, spec: { type: 'LoadBalancer', ...spec } },
    ...options,
  })
}
