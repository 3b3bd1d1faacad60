import { ANONYMOUS, clusterUser, KUBECTL } from '../life/cluster-requests.ts'
import { strangerAddress } from '../organisation/places.ts'
import { auditRequest, objectRef } from '../records/make.ts'
import { minuteMs } from '../time-text.ts'
import type { Attack } from './attack.ts'

const execInKubeSystem: Attack = {
  name: 'exec-in-kube-system',
  finds: ['Execution:Kubernetes/ExecInKubeSystemPod'],
  run({ organisation, random, at }) {
    const { cluster, people } = organisation
    const pod = random.pick(cluster.pods.filter(({ workload }) => workload === 'kube-proxy'))
    const person = random.pick(people)
    const records = auditRequest(random, cluster, {
      time: at,
      verb: 'create',
      uri: `/api/v1/namespaces/kube-system/pods/${pod.name}/exec?command=sh&command=-c&command=id&container=kube-proxy&stderr=true&stdout=true`,
      user: clusterUser(cluster, person.userName),
      from: person.homeAddress,
      userAgent: KUBECTL,
      status: 101,
      object: objectRef('pods', { namespace: 'kube-system', name: pod.name, subresource: 'exec' }),
    })
    const { accountId, region, name: resource } = cluster
    return {
      deeds: [
        { type: 'Execution:Kubernetes/ExecInKubeSystemPod', accountId, region, resource, role: 'TARGET', records },
      ],
    }
  },
}

/** The anonymous user may read pods from now on; a quarter of an hour later somebody does. */
const openedToAnonymous: Attack = {
  name: 'cluster-open-to-anyone',
  finds: ['Policy:Kubernetes/AnonymousAccessGranted', 'Discovery:Kubernetes/SuccessfulAnonymousAccess'],
  run({ organisation, random, at }) {
    const { cluster, people } = organisation
    const person = random.pick(people)
    const binding = {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'ClusterRoleBinding',
      metadata: { name: 'dashboard-viewer' },
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'view' },
      subjects: [{ apiGroup: 'rbac.authorization.k8s.io', kind: 'User', name: 'system:anonymous' }],
    }
    const granted = auditRequest(random, cluster, {
      time: at,
      verb: 'create',
      uri: '/apis/rbac.authorization.k8s.io/v1/clusterrolebindings?fieldManager=kubectl-create',
      user: clusterUser(cluster, person.userName),
      from: person.officeAddress,
      userAgent: KUBECTL,
      level: 'RequestResponse',
      status: 201,
      object: objectRef('clusterrolebindings', { name: 'dashboard-viewer', apiGroup: 'rbac.authorization.k8s.io' }),
      request: binding,
      response: binding,
    })
    const from = strangerAddress(random)
    const used = ['pods', 'services'].flatMap((resource, step) =>
      auditRequest(random, cluster, {
        time: at + 15 * minuteMs + step * 4_000,
        verb: 'list',
        uri: `/api/v1/namespaces/default/${resource}`,
        user: ANONYMOUS,
        from,
        userAgent: 'curl/8.11.0',
        object: objectRef(resource, { namespace: 'default' }),
        reason:
          'RBAC: allowed by ClusterRoleBinding "dashboard-viewer" of ClusterRole "view" to User "system:anonymous"',
      }),
    )
    const { accountId, region, name: resource } = cluster
    const shared = { accountId, region, resource, role: 'TARGET' as const }
    return {
      deeds: [
        { type: 'Policy:Kubernetes/AnonymousAccessGranted', ...shared, records: granted },
        { type: 'Discovery:Kubernetes/SuccessfulAnonymousAccess', ...shared, records: used },
      ],
    }
  },
}

export const clusterAccessAttacks: Attack[] = [execInKubeSystem, openedToAnonymous]
