import type { KubernetesRequest } from '../../../normalize/event.ts'
import { match } from '../../kit/match.ts'
import { requestSignal } from '../../kubernetes-request.ts'
import { type AuditOptions, auditRecord } from '../../records/audit-record.ts'

/** Switching protocols, or plain success. */
const STARTED = new Set([101, 200])

/**
 * A command was run inside a pod of kube-system. Misses: attaching to a container that runs already, and commands run
 * through the kubelet.
 */
export default match({
  type: 'Execution:Kubernetes/ExecInKubeSystemPod',
  on: 'kubernetes',
  select: ['request:create pods/exec', 'request:get pods/exec'],
  when: (request) => request.object?.namespace === 'kube-system' && STARTED.has(request.statusCode),
  signal: (request, context) => ({
    ...requestSignal(request, context),
    reason: `${request.user.username} ran ${commandOf(request)} in ${request.object?.name ?? 'a pod'}`,
  }),
  vectors: [
    { name: 'a command in kube-proxy', records: [exec({})], finds: 1, severity: 5 },
    {
      name: 'both stages of one request are one event',
      records: [exec({ stage: 'ResponseStarted' }), exec({})],
      finds: 1,
      count: 1,
    },
    { name: 'in another namespace', records: [exec({ namespace: 'default' })], finds: 0 },
    {
      name: 'reading logs',
      records: [auditRecord('get', 'pods', { namespace: 'kube-system', name: 'kube-proxy-x', subresource: 'log' })],
      finds: 0,
    },
    { name: 'refused', records: [exec({ code: 403 })], finds: 0 },
    {
      name: 'from a trusted address',
      records: [exec({ address: '192.0.2.10' })],
      lists: { TRUSTED_IP: ['192.0.2.0/24'] },
      finds: 0,
    },
    {
      name: 'a client that says it forwards for a trusted address',
      records: [exec({ forwardedFor: ['192.0.2.10'] })],
      lists: { TRUSTED_IP: ['192.0.2.0/24'] },
      finds: 1,
    },
  ],
})

function commandOf({ requestUri }: KubernetesRequest): string {
  const commands = new URLSearchParams(requestUri.split('?')[1] ?? '').getAll('command')
  return commands.length === 0 ? 'a command' : commands.join(' ').slice(0, 120)
}

function exec(options: AuditOptions) {
  return auditRecord('create', 'pods', {
    namespace: 'kube-system',
    name: 'kube-proxy-x',
    subresource: 'exec',
    code: 101,
    uri: `/api/v1/namespaces/${options.namespace ?? 'kube-system'}/pods/kube-proxy-x/exec?command=kube-proxy&command=-h`,
    ...options,
  })
}
