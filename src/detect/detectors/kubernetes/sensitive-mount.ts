import { isSensitiveHostPath } from '../../../model/sensitive-host-paths.ts'
import type { JsonObject } from '../../../normalize/event.ts'
import { match } from '../../kit/match.ts'
import { answeredOk, requestSignal } from '../../kubernetes-request.ts'
import { auditRecord, type PodOptions, podSpec } from '../../records/audit-record.ts'
import { isNodeAgent, LAUNCHES, type Workload, type WorkloadContainer, workloadOf } from '../../workload.ts'

/**
 * A workload was launched with a container that can write to a sensitive path of its node. Read-only mounts do not count,
 * nor node agents in kube-system. Needs the request's body in the audit log.
 * Misses: paths outside the list, and what a privileged container can mount by itself.
 */
export default match({
  type: 'Persistence:Kubernetes/ContainerWithSensitiveMount',
  on: 'kubernetes',
  select: LAUNCHES,
  when: (request) => {
    const workload = workloadOf(request)
    return answeredOk(request) && !request.dryRun && workload?.owned === false && writer(workload) !== undefined
  },
  signal: (request, context) => {
    const workload = workloadOf(request)
    const found = workload === undefined ? undefined : writer(workload)
    return {
      ...requestSignal(request, context),
      facts: { imagePrefix: found?.container.imagePrefix ?? '' },
      reason: `container ${found?.container.name} may write to ${found?.path} of its node`,
    }
  },
  vectors: [
    { name: 'a deployment that writes to /etc', records: [deployment({ hostPath: '/etc' })], finds: 1, severity: 5 },
    { name: 'a pod with the container socket', records: [pod({ hostPath: '/var/run/docker.sock' })], finds: 1 },
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

function writer(workload: Workload): { container: WorkloadContainer; path: string } | undefined {
  for (const { name, hostPath } of workload.volumes) {
    if (hostPath === undefined || !isSensitiveHostPath(hostPath)) continue
    for (const container of workload.containers) {
      if (isNodeAgent(workload, container)) continue
      if (container.mounts.some((mount) => mount.name === name && !mount.readOnly)) return { container, path: hostPath }
    }
  }
  return undefined
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
