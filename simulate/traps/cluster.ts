import { ANONYMOUS, clusterUser, KUBECTL } from '../life/cluster-requests.ts'
import { IMAGE_REGISTRY } from '../organisation/cluster.ts'
import { strangerAddress } from '../organisation/places.ts'
import { auditRequest, objectRef } from '../records/make.ts'
import { deploymentRequests, podTemplate } from '../records/workload-requests.ts'
import type { Trap } from './trap.ts'

export const clusterTraps: Trap[] = [
  {
    name: 'exec-in-default',
    resembles: 'Execution:Kubernetes/ExecInKubeSystemPod',
    why: 'a developer’s shell in a pod of the default namespace',
    run: ({ organisation: { cluster, people }, random, at }) => {
      const pod = random.pick(cluster.pods.filter(({ namespace }) => namespace === 'default'))
      const person = random.pick(people)
      return auditRequest(random, cluster, {
        time: at,
        verb: 'create',
        uri: `/api/v1/namespaces/default/pods/${pod.name}/exec?command=sh&container=${pod.workload}&stdin=true&stdout=true&tty=true`,
        user: clusterUser(cluster, person.userName),
        from: person.officeAddress,
        userAgent: KUBECTL,
        status: 101,
        object: objectRef('pods', { namespace: 'default', name: pod.name, subresource: 'exec' }),
      })
    },
  },
  {
    name: 'log-shipper',
    resembles: 'Persistence:Kubernetes/ContainerWithSensitiveMount',
    why: 'the host’s logs are mounted to be read only',
    run: ({ organisation: { cluster, people }, random, at }) =>
      deploymentRequests(
        random,
        cluster,
        {
          time: at,
          user: clusterUser(cluster, random.pick(people).userName),
          from: random.pick(people).officeAddress,
          userAgent: KUBECTL,
        },
        {
          name: 'log-shipper',
          namespace: 'default',
          image: 'registry.lanternpkg.example/log-shipper:2.4',
          securityContext: { privileged: false, capabilities: { add: ['NET_ADMIN'] } },
          mounts: [{ path: '/var/log', hostPath: '/var/log', readOnly: true }],
        },
      ),
  },
  {
    name: 'network-agent-updated',
    resembles: 'PrivilegeEscalation:Kubernetes/PrivilegedContainer',
    why: 'the cluster’s own network agent, privileged since the cluster was made, is rolled to its next release',
    run: ({ organisation: { cluster }, random, at }) => {
      const workload = {
        name: 'aws-node',
        namespace: 'kube-system',
        image: `${IMAGE_REGISTRY}/amazon-k8s-cni:v1.19.2-eksbuild.1`,
        securityContext: { privileged: true },
        mounts: [{ path: '/host/etc/cni/net.d', hostPath: '/etc/cni/net.d' }],
      }
      const request = { spec: { template: podTemplate(workload) } }
      return auditRequest(random, cluster, {
        time: at,
        verb: 'patch',
        uri: '/apis/apps/v1/namespaces/kube-system/daemonsets/aws-node?fieldManager=eks&force=true',
        user: { username: 'eks:addon-manager', groups: ['system:authenticated'] },
        from: cluster.controlPlaneAddress,
        userAgent: 'Go-http-client/2.0',
        level: 'RequestResponse',
        object: objectRef('daemonsets', { namespace: 'kube-system', name: 'aws-node', apiGroup: 'apps' }),
        request,
        response: {
          apiVersion: 'apps/v1',
          kind: 'DaemonSet',
          metadata: { name: 'aws-node', namespace: 'kube-system' },
          ...request,
        },
      })
    },
  },
  {
    name: 'anonymous-refused',
    resembles: 'Discovery:Kubernetes/SuccessfulAnonymousAccess',
    why: 'somebody without credentials asked, and was refused',
    run: ({ organisation: { cluster }, random, at }) =>
      auditRequest(random, cluster, {
        time: at,
        verb: 'list',
        uri: '/api/v1/namespaces/default/pods',
        user: ANONYMOUS,
        from: strangerAddress(random),
        userAgent: 'Go-http-client/1.1',
        status: 403,
        object: objectRef('pods', { namespace: 'default' }),
      }),
  },
]
