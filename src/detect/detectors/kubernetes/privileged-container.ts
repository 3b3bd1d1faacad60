import type { JsonObject, KubernetesRequest } from '../../../normalize/event.ts'
import { baseline } from '../../kit/baseline.ts'
import { answeredOk, requestSignal } from '../../kubernetes-request.ts'
import { auditRecord, type PodOptions, podSpec } from '../../records/audit-record.ts'
import { isNodeAgent, LAUNCHES, workloadOf } from '../../workload.ts'

/**
 * A workload with a privileged container was launched, of an image that never ran privileged in the cluster before.
 * Node agents in kube-system do not count. Needs the request's body in the audit log.
 * Misses: other ways to power over the node, such as capabilities and host namespaces.
 */
export default baseline({
  type: 'PrivilegeEscalation:Kubernetes/PrivilegedContainer',
  on: 'kubernetes',
  select: LAUNCHES,
  when: (request) => answeredOk(request) && !request.dryRun,
  subject: (request) => `${request.accountId} ${request.region} ${request.clusterName}`,
  values: privilegedImages,
  quietMs: 0,
  signal: (request, [imagePrefix, ...others], context) => ({
    ...requestSignal(request, context),
    facts: { imagePrefix },
    reason: `first privileged container of ${[imagePrefix, ...others].join(', ')} in the cluster`,
  }),
  vectors: [
    { name: 'a privileged pod', records: [pod({ privileged: true, image: 'evil/x:1' })], finds: 1, severity: 5 },
    { name: 'a deployment of it', records: [deployment({ privileged: true, image: 'evil/x:1' })], finds: 1 },
    {
      name: 'the same image in another version',
      records: [pod({ privileged: true, image: 'evil/x:2' }, 60)],
      history: [pod({ privileged: true, image: 'evil/x:1' })],
      finds: 0,
    },
    {
      name: 'the network agent of the node is rolled to its next release',
      records: [
        auditRecord('patch', 'daemonsets', {
          namespace: 'kube-system',
          name: 'aws-node',
          body: {
            spec: {
              template: {
                spec: podSpec({
                  privileged: true,
                  image: '602401143452.dkr.ecr.us-east-1.amazonaws.com/amazon-k8s-cni:v1.19',
                }),
              },
            },
          },
        }),
      ],
      finds: 0,
    },
    { name: 'not privileged', records: [pod({ privileged: false })], finds: 0 },
    {
      name: 'refused by the cluster',
      records: [
        auditRecord('create', 'pods', {
          namespace: 'default',
          code: 403,
          body: { spec: podSpec({ privileged: true }) },
        }),
      ],
      finds: 0,
    },
    {
      name: 'the pods that a controller makes for a workload are not told again',
      records: [
        deployment({ privileged: true, image: 'evil/x:1' }),
        podOfController({ privileged: true, image: 'evil/x:1' }),
      ],
      finds: 1,
      count: 1,
    },
    {
      name: 'a pod of a workload that was launched before the log begins',
      records: [podOfController({ privileged: true, image: 'evil/x:1' })],
      finds: 1,
    },
  ],
})

function privilegedImages(request: KubernetesRequest): string[] {
  const workload = workloadOf(request)
  if (workload === undefined) return []
  return workload.containers
    .filter((container) => container.privileged && !isNodeAgent(workload, container))
    .map((container) => container.imagePrefix)
}

function pod(options: PodOptions, at = 0): JsonObject {
  return auditRecord('create', 'pods', {
    at,
    namespace: 'default',
    name: 'debug',
    body: { metadata: { name: 'debug' }, spec: podSpec(options) },
  })
}

function deployment(options: PodOptions): JsonObject {
  return auditRecord('create', 'deployments', {
    namespace: 'default',
    name: 'web',
    apiGroup: 'apps',
    body: { metadata: { name: 'web' }, spec: { template: { spec: podSpec(options) } } },
  })
}

function podOfController(options: PodOptions): JsonObject {
  return auditRecord('create', 'pods', {
    at: 2,
    namespace: 'default',
    user: 'system:serviceaccount:kube-system:replicaset-controller',
    body: { metadata: { ownerReferences: [{ kind: 'ReplicaSet', name: 'web-1' }] }, spec: podSpec(options) },
  })
}
