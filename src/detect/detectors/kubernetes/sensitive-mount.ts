import { isSensitiveHostPath } from '../../../model/sensitive-host-paths.ts'
import type { JsonObject, KubernetesRequest } from '../../../normalize/event.ts'
import { baseline } from '../../kit/baseline.ts'
import { answeredOk, requestSignal } from '../../kubernetes-request.ts'
import { auditRecord, type PodOptions, podSpec } from '../../records/audit-record.ts'
import { isNodeAgent, LAUNCHES, type WorkloadContainer, workloadOf } from '../../workload.ts'

/**
 * A workload was launched with a container that can write to a sensitive path of its node, and that image was not seen
 * with that path in the cluster before. Read-only mounts do not count, nor node agents in kube-system. Needs the
 * request's body in the audit log. Misses: paths outside the list, and what a privileged container can mount by itself.
 */
export default baseline({
  type: 'Persistence:Kubernetes/ContainerWithSensitiveMount',
  on: 'kubernetes',
  select: LAUNCHES,
  when: (request) => answeredOk(request) && !request.dryRun,
  subject: (request) => `${request.accountId} ${request.region} ${request.clusterName}`,
  values: (request) => writers(request).map(({ container, path }) => `${container.imagePrefix} ${path}`),
  quietMs: 0,
  signal: (request, unseen, context) => {
    const [first] = writers(request)
    return {
      ...requestSignal(request, context),
      facts: { imagePrefix: first?.container.imagePrefix ?? '' },
      reason: `may write to its node for the first time: ${unseen.join(', ')}`,
    }
  },
  vectors: [
    { name: 'a deployment that writes to /etc', records: [deployment({ hostPath: '/etc' })], finds: 1, severity: 5 },
    { name: 'a pod with the container socket', records: [pod({ hostPath: '/var/run/docker.sock' })], finds: 1 },
    {
      name: 'the same again is known',
      records: [deployment({ hostPath: '/etc' })],
      history: [pod({ hostPath: '/etc' })],
      finds: 0,
    },
    { name: 'read only', records: [deployment({ hostPath: '/etc', readOnly: true })], finds: 0 },
    { name: 'a path of no power', records: [deployment({ hostPath: '/mnt/data' })], finds: 0 },
    { name: 'no host path at all', records: [deployment({})], finds: 0 },
    {
      name: 'the network agent of the node',
      records: [
        auditRecord('create', 'daemonsets', {
          namespace: 'kube-system',
          name: 'aws-node',
          body: {
            spec: {
              template: {
                spec: podSpec({
                  hostPath: '/var/run',
                  image: '602401143452.dkr.ecr.us-east-1.amazonaws.com/amazon-k8s-cni:v1.18',
                }),
              },
            },
          },
        }),
      ],
      finds: 0,
    },
  ],
})

interface Writer {
  container: WorkloadContainer
  path: string
}

function writers(request: KubernetesRequest): Writer[] {
  const workload = workloadOf(request)
  if (workload === undefined) return []
  return workload.volumes.flatMap(({ name, hostPath: path }) => {
    if (path === undefined || !isSensitiveHostPath(path)) return []
    return workload.containers
      .filter((container) => !isNodeAgent(workload, container))
      .filter((container) => container.mounts.some((mount) => mount.name === name && !mount.readOnly))
      .map((container) => ({ container, path }))
  })
}

function pod(options: PodOptions): JsonObject {
  return auditRecord('create', 'pods', { namespace: 'default', name: 'debug', body: { spec: podSpec(options) } })
}

function deployment(options: PodOptions): JsonObject {
  return auditRecord('create', 'deployments', {
    namespace: 'default',
    name: 'web',
    body: { spec: { template: { spec: podSpec(options) } } },
  })
}
