import type { Cluster, Node } from '../organisation/cluster.ts'
import { ORGANISATION } from '../organisation/names.ts'
import type { AuditStage } from '../records/audit-event.ts'
import type { LogRecord } from '../records/log-record.ts'
import { auditRequest, objectRef } from '../records/make.ts'
import { type Activity, type Hour, localTime, sometime } from './hour.ts'

const LEASES = ['kube-scheduler', 'kube-controller-manager', 'cluster-autoscaler']
/** Real holders renew every two seconds; one renewal in fifteen keeps logs small and still the most frequent record. */
const LEASE_RENEWALS_PER_HOUR = 60
const NODE_RENEWALS_PER_HOUR = 12

/** What a cluster's API server hears all day: lease renewals, controllers, node agents; and now and then a person. */
export const clusterRequests: Activity = (hour) => {
  const { organisation, random } = hour
  const { cluster } = organisation
  const people = organisation.people.filter(({ team }) => team === 'platform')
  const { day, hour: localHour } = localTime(hour.start, 1)
  const atWork = day % 6 !== 0 && localHour >= 8 && localHour <= 18
  return [
    ...LEASES.flatMap((lease) => repeat(LEASE_RENEWALS_PER_HOUR, () => renewal(hour, lease))),
    ...cluster.nodes.flatMap((node) => repeat(NODE_RENEWALS_PER_HOUR, () => nodeStatus(hour, node))),
    ...repeat(random.count(40), () => controllerRead(hour)),
    ...repeat(random.count(12), () => healthCheck(hour)),
    ...(people.length > 0 && atWork ? repeat(random.count(4), () => personsRequest(hour, random.pick(people))) : []),
  ]
}

function repeat(times: number, make: () => LogRecord[]): LogRecord[] {
  return Array.from({ length: times }, make).flat()
}

function renewal(hour: Hour, lease: string): LogRecord[] {
  const { organisation, random } = hour
  const uri = `/apis/coordination.k8s.io/v1/namespaces/kube-system/leases/${lease}`
  return auditRequest(random, organisation.cluster, {
    time: sometime(hour),
    verb: random.chance(0.5) ? 'get' : 'update',
    uri,
    user: { username: `system:${lease}`, groups: ['system:authenticated'] },
    from: organisation.cluster.controlPlaneAddress,
    userAgent: `${lease}/v1.31.2 (linux/amd64) kubernetes/5864a46/leader-election`,
    object: objectRef('leases', { namespace: 'kube-system', name: lease, apiGroup: 'coordination.k8s.io' }),
    reason: `RBAC: allowed by ClusterRoleBinding "system:${lease}" of ClusterRole "system:${lease}" to User "system:${lease}"`,
  })
}

export function nodeUser(node: Node): AuditStage['user'] {
  return {
    username: `system:node:${node.name}`,
    uid: `aws-iam-authenticator:${node.instance.accountId}:${node.instance.role.principalId}`,
    groups: ['system:bootstrappers', 'system:nodes', 'system:authenticated'],
    extra: {
      sessionName: [node.instance.instanceId],
      canonicalArn: [`arn:aws:iam::${node.instance.accountId}:role/${node.instance.role.name}`],
    },
  }
}

function nodeStatus(hour: Hour, node: Node): LogRecord[] {
  const { organisation, random } = hour
  const onLease = random.chance(0.7)
  return auditRequest(random, organisation.cluster, {
    time: sometime(hour),
    verb: onLease ? 'update' : 'patch',
    uri: onLease
      ? `/apis/coordination.k8s.io/v1/namespaces/kube-node-lease/leases/${node.name}?timeout=10s`
      : `/api/v1/nodes/${node.name}/status?timeout=10s`,
    user: nodeUser(node),
    from: node.instance.privateAddress,
    userAgent: 'kubelet/v1.31.2 (linux/amd64) kubernetes/5864a46',
    object: onLease
      ? objectRef('leases', { namespace: 'kube-node-lease', name: node.name, apiGroup: 'coordination.k8s.io' })
      : objectRef('nodes', { name: node.name, subresource: 'status' }),
  })
}

function controllerRead(hour: Hour): LogRecord[] {
  const { organisation, random } = hour
  const [account, resource, verb] = random.pick([
    ['deployment-controller', 'replicasets', 'list'],
    ['endpointslice-controller', 'endpointslices', 'update'],
    ['generic-garbage-collector', 'configmaps', 'watch'],
    ['node-controller', 'nodes', 'get'],
    ['horizontal-pod-autoscaler', 'deployments', 'get'],
  ] as const)
  return auditRequest(random, organisation.cluster, {
    time: sometime(hour),
    verb,
    uri: `/apis/apps/v1/namespaces/default/${resource}?limit=500`,
    user: {
      username: `system:serviceaccount:kube-system:${account}`,
      groups: ['system:serviceaccounts', 'system:serviceaccounts:kube-system', 'system:authenticated'],
    },
    from: organisation.cluster.controlPlaneAddress,
    userAgent: `kube-controller-manager/v1.31.2 (linux/amd64) kubernetes/5864a46/system:serviceaccount:kube-system:${account}`,
    object: objectRef(resource, { namespace: 'default', apiGroup: 'apps' }),
  })
}

/** Load balancers and monitors ask without credentials, and may: the one thing that anonymous callers do here. */
function healthCheck(hour: Hour): LogRecord[] {
  return auditRequest(hour.random, hour.organisation.cluster, {
    time: sometime(hour),
    verb: 'get',
    uri: hour.random.pick(['/healthz', '/livez', '/readyz', '/version']),
    user: ANONYMOUS,
    from: hour.organisation.cluster.controlPlaneAddress,
    userAgent: 'kube-probe/1.31+',
  })
}

export const ANONYMOUS: AuditStage['user'] = { username: 'system:anonymous', groups: ['system:unauthenticated'] }

export const KUBECTL = 'kubectl/v1.31.2 (darwin/arm64) kubernetes/5864a46'

/** A person mapped from their AWS role or user, as EKS's authenticator names them. */
export function clusterUser(cluster: Cluster, userName: string): AuditStage['user'] {
  return {
    username: `arn:aws:sts::${cluster.accountId}:assumed-role/AWSReservedSSO_Engineer/${userName}@${ORGANISATION.domain}`,
    uid: `aws-iam-authenticator:${cluster.accountId}:AROAQUILLMEREENGINEER`,
    groups: ['quillmere:platform', 'system:authenticated'],
    extra: { sessionName: [`${userName}@${ORGANISATION.domain}`] },
  }
}

function personsRequest(hour: Hour, person: { userName: string; officeAddress: string }): LogRecord[] {
  const { organisation, random } = hour
  const pod = random.pick(organisation.cluster.pods)
  const path = `/api/v1/namespaces/${pod.namespace}/pods`
  const [verb, uri, subresource] = random.pick([
    ['list', `${path}?limit=500`, undefined],
    ['get', `${path}/${pod.name}`, undefined],
    ['get', `${path}/${pod.name}/log?container=${pod.workload}`, 'log'],
  ] as const)
  return auditRequest(random, organisation.cluster, {
    time: sometime(hour),
    verb,
    uri,
    user: clusterUser(organisation.cluster, person.userName),
    from: person.officeAddress,
    userAgent: KUBECTL,
    object: objectRef('pods', {
      namespace: pod.namespace,
      ...(verb === 'get' ? { name: pod.name } : {}),
      ...(subresource === undefined ? {} : { subresource }),
    }),
  })
}
