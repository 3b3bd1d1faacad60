import type { Random } from '../../simulate/random.ts'

/** A kind of request to the API server and how often it is made. */
export interface ClusterRequest {
  weight: number
  verb: 'get' | 'list' | 'watch' | 'create' | 'update' | 'patch' | 'delete'
  object: {
    resource: string
    namespace?: string
    name?: string
    subresource?: string
    apiGroup?: string
    apiVersion: string
  }
  /** One of sixty objects of the kind, drawn anew each time. */
  named?: true
  /** e.g. `apps/v1`; absent for the core group. */
  uriGroup?: string
  /** NODE stands for the name of a node. */
  username: string
  uid?: string
  groups: string[]
  address: string
  userAgent: string
  /** Why the authoriser allowed it. */
  reason: string
}

type Caller = Pick<ClusterRequest, 'username' | 'uid' | 'groups' | 'address' | 'userAgent' | 'reason'>

const KUBELET: Caller = {
  username: 'system:node:NODE',
  groups: ['system:bootstrappers', 'system:nodes', 'system:authenticated'],
  address: '10.20.1.14',
  userAgent: 'kubelet/v1.31.4 (linux/amd64) kubernetes/9c2ff14',
  reason: '',
}
const controller = (name: string): Caller => ({
  username: `system:${name}`,
  groups: ['system:authenticated'],
  address: '10.20.0.9',
  userAgent: `${name}/v1.31.4 (linux/amd64) kubernetes/9c2ff14/leader-election`,
  reason: `RBAC: allowed by ClusterRoleBinding "system:${name}" of ClusterRole "system:${name}" to User "system:${name}"`,
})
const account = (namespace: string, name: string): Caller => ({
  username: `system:serviceaccount:${namespace}:${name}`,
  uid: '3c0e1a52-7d1b-4f0e-9a77-5b1f2f6f8a10',
  groups: ['system:serviceaccounts', `system:serviceaccounts:${namespace}`, 'system:authenticated'],
  address: '10.20.1.77',
  userAgent: `${name}/v2.8.4 (linux/amd64) client-go/v0.31.4`,
  reason: `RBAC: allowed by ClusterRoleBinding "${name}" of ClusterRole "${name}" to ServiceAccount "${name}/${namespace}"`,
})
const DEVELOPER: Caller = {
  username: 'developer',
  groups: ['developers', 'system:authenticated'],
  address: '84.128.10.20',
  userAgent: 'kubectl/v1.31.1 (darwin/arm64) kubernetes/948afe5',
  reason: 'RBAC: allowed by RoleBinding "developers/shop" of Role "developer" to Group "developers"',
}
const lease = { resource: 'leases', apiGroup: 'coordination.k8s.io', apiVersion: 'v1' }
const leaseGroup = { uriGroup: 'coordination.k8s.io/v1' }
const core = (resource: string, namespace?: string) => ({
  resource,
  apiVersion: 'v1',
  ...(namespace === undefined ? {} : { namespace }),
})
const apps = (resource: string, namespace: string) => ({ ...core(resource, namespace), apiGroup: 'apps' })

export const CLUSTER_REQUESTS: readonly ClusterRequest[] = [
  {
    ...KUBELET,
    ...leaseGroup,
    weight: 120,
    verb: 'update',
    object: { ...lease, namespace: 'kube-node-lease' },
    named: true,
  },
  { ...KUBELET, weight: 40, verb: 'get', object: core('nodes'), named: true },
  { ...KUBELET, weight: 30, verb: 'patch', object: { ...core('nodes'), subresource: 'status' }, named: true },
  { ...KUBELET, weight: 25, verb: 'watch', object: core('configmaps', 'kube-system') },
  { ...KUBELET, weight: 20, verb: 'watch', object: core('pods') },
  { ...KUBELET, weight: 20, verb: 'get', object: core('pods', 'shop'), named: true },
  {
    ...KUBELET,
    weight: 15,
    verb: 'create',
    object: { ...core('serviceaccounts', 'shop'), name: 'web', subresource: 'token' },
  },
  ...['kube-controller-manager', 'kube-scheduler'].flatMap((name): ClusterRequest[] => [
    {
      ...controller(name),
      ...leaseGroup,
      weight: 60,
      verb: 'get',
      object: { ...lease, namespace: 'kube-system', name },
    },
    {
      ...controller(name),
      ...leaseGroup,
      weight: 60,
      verb: 'update',
      object: { ...lease, namespace: 'kube-system', name },
    },
    { ...controller(name), weight: 15, verb: 'watch', object: core('services') },
  ]),
  { ...account('kube-system', 'coredns'), weight: 20, verb: 'watch', object: core('endpoints') },
  { ...account('kube-system', 'aws-node'), weight: 25, verb: 'list', object: core('pods') },
  {
    ...account('kube-system', 'cluster-autoscaler'),
    weight: 40,
    verb: 'get',
    object: core('configmaps', 'kube-system'),
    named: true,
  },
  { ...account('kube-system', 'cluster-autoscaler'), weight: 15, verb: 'list', object: core('nodes') },
  {
    ...account('kube-system', 'deployment-controller'),
    uriGroup: 'apps/v1',
    weight: 10,
    verb: 'update',
    object: { ...apps('deployments', 'shop'), subresource: 'status' },
    named: true,
  },
  { ...account('monitoring', 'prometheus'), weight: 25, verb: 'list', object: core('endpoints', 'shop') },
  {
    ...account('ci', 'deployer'),
    uriGroup: 'apps/v1',
    weight: 6,
    verb: 'patch',
    object: apps('deployments', 'shop'),
    named: true,
  },
  { ...account('ci', 'deployer'), weight: 4, verb: 'get', object: core('secrets', 'shop'), named: true },
  { ...account('kube-system', 'replicaset-controller'), weight: 6, verb: 'create', object: core('pods', 'shop') },
  { ...account('kube-system', 'replicaset-controller'), weight: 12, verb: 'create', object: core('events', 'shop') },
  { ...DEVELOPER, weight: 5, verb: 'list', object: core('pods', 'shop') },
  { ...DEVELOPER, weight: 3, verb: 'get', object: { ...core('pods', 'shop'), subresource: 'log' }, named: true },
]

/** What was sent and what came back when a pod was made. */
export function podManifest(random: Random, namespace: string): { requestObject: object; responseObject: object } {
  const app = `web-${random.whole(1, 12)}`
  const spec = {
    containers: [
      {
        name: app,
        image: `111122223333.dkr.ecr.eu-central-1.amazonaws.com/${app}:1.${random.whole(0, 40)}.0`,
        ports: [{ containerPort: 8080, protocol: 'TCP' }],
        env: Array.from({ length: 8 }, (_, i) => ({ name: `SETTING_${i}`, value: random.hex(12) })),
        resources: { limits: { memory: '512Mi' }, requests: { cpu: '100m', memory: '256Mi' } },
        volumeMounts: [{ name: 'settings', mountPath: '/etc/app', readOnly: true }],
        securityContext: { allowPrivilegeEscalation: false, runAsNonRoot: true },
        imagePullPolicy: 'IfNotPresent',
      },
    ],
    volumes: [{ name: 'settings', configMap: { name: `${app}-settings`, defaultMode: 420 } }],
    restartPolicy: 'Always',
    serviceAccountName: 'web',
    securityContext: {},
  }
  const metadata = { generateName: `${app}-7f9c5b8d6-`, namespace, labels: { app, 'pod-template-hash': '7f9c5b8d6' } }
  const requestObject = { kind: 'Pod', apiVersion: 'v1', metadata, spec, status: {} }
  const responseObject = {
    ...requestObject,
    metadata: {
      ...metadata,
      name: `${app}-7f9c5b8d6-${random.hex(5)}`,
      uid: random.uuid(),
      resourceVersion: '48213377',
    },
    status: { phase: 'Pending', qosClass: 'Burstable' },
  }
  return { requestObject, responseObject }
}
