import type { JsonObject, KubernetesRequest } from '../../../normalize/event.ts'
import { exposedServiceOf, SERVICE_CHANGES } from '../../exposed-service.ts'
import { sequence } from '../../kit/sequence.ts'
import { answeredOk, requestSignal } from '../../kubernetes-request.ts'
import { type AuditOptions, auditRecord } from '../../records/audit-record.ts'
import { LAUNCHES } from '../../workload.ts'

const FOREVER_MS = Number.MAX_SAFE_INTEGER
const KUBEFLOW = 'kubeflow'
const DASHBOARD = /^(centraldashboard|ml-pipeline-ui)$|dashboard/

/** Kubeflow at work in the cluster, its gateway exposed, or one of its own dashboards. */
type Step = { time: number; what: 'kubeflow' | 'gateway' | 'dashboard' }

/**
 * The Kubeflow dashboard became reachable from the internet through a load balancer: its own service, or the Istio
 * gateway of a cluster in which something was seen to be made in the namespace kubeflow before.
 * Misses: other ingresses, namespaces of other names, and gateways exposed before Kubeflow came.
 */
export default sequence<'kubernetes', Step>({
  type: 'Policy:Kubernetes/KubeflowDashboardExposed',
  on: 'kubernetes',
  select: [...SERVICE_CHANGES, ...LAUNCHES, 'request:create namespaces', 'request:get namespaces'],
  when: (request) => answeredOk(request) && !request.dryRun,
  key: (request) => `${request.accountId} ${request.region} ${request.clusterName}`,
  stage: stepOf,
  withinMs: FOREVER_MS,
  completes: (earlier, latest) => {
    const isExposed =
      latest.what === 'dashboard' || (latest.what === 'gateway' && earlier.some(({ what }) => what === 'kubeflow'))
    return isExposed ? [latest] : []
  },
  signal: (request, _stages, context) => {
    const { name = '', namespace = '' } = exposedServiceOf(request) ?? {}
    return {
      ...requestSignal(request, context),
      facts: { namespace, serviceName: name },
      reason: `${request.verb} makes the service ${namespace}/${name} a load balancer on the internet, in front of Kubeflow`,
    }
  },
  vectors: [
    {
      name: 'the gateway of a cluster with Kubeflow',
      records: [auditRecord('create', 'namespaces', { name: KUBEFLOW }), gateway({ at: 60 })],
      finds: 1,
      severity: 5,
    },
    { name: 'its own dashboard', records: [gateway({ namespace: KUBEFLOW, name: 'centraldashboard' })], finds: 1 },
    { name: 'the gateway of another cluster', records: [gateway()], finds: 0 },
    {
      name: 'an internal load balancer',
      records: [
        auditRecord('create', 'namespaces', { name: KUBEFLOW }),
        gateway({ at: 60 }, { 'service.beta.kubernetes.io/aws-load-balancer-internal': 'true' }),
      ],
      finds: 0,
    },
    {
      name: 'another service of Kubeflow',
      records: [gateway({ namespace: KUBEFLOW, name: 'model-server' })],
      finds: 0,
    },
  ],
})

function stepOf(request: KubernetesRequest): Step | undefined {
  const { object, time } = request
  const exposed = exposedServiceOf(request)
  if (exposed !== undefined) {
    const { namespace, name } = exposed
    if (namespace === KUBEFLOW && DASHBOARD.test(name)) return { time, what: 'dashboard' }
    if (namespace === 'istio-system' && name === 'istio-ingressgateway') return { time, what: 'gateway' }
  }
  const namespace = object?.resource === 'namespaces' ? object.name : object?.namespace
  return namespace === KUBEFLOW ? { time, what: 'kubeflow' } : undefined
}

function gateway(options: AuditOptions = {}, annotations: JsonObject = {}): JsonObject {
  return auditRecord('patch', 'services', {
    namespace: 'istio-system',
    name: 'istio-ingressgateway',
    body: { metadata: { annotations }, spec: { type: 'LoadBalancer' } },
    ...options,
  })
}
