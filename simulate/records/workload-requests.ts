import type { JsonObject } from '../../src/normalize/event.ts'
import type { Cluster } from '../organisation/cluster.ts'
import type { Random } from '../random.ts'
import type { AuditStage } from './audit-event.ts'
import type { LogRecord } from './log-record.ts'
import { auditRequest, objectRef } from './make.ts'

/** A deployment as somebody applies it, with the pod that its template describes. */
export interface Workload {
  name: string
  namespace: string
  image: string
  securityContext?: JsonObject
  mounts?: { path: string; hostPath: string; readOnly?: boolean }[]
}

export type Caller = Pick<AuditStage, 'time' | 'user' | 'from' | 'userAgent'>

/** The request that makes a deployment, and what controllers then do by themselves: a replica set, and its pod. */
export function deploymentRequests(random: Random, cluster: Cluster, caller: Caller, workload: Workload): LogRecord[] {
  const { name, namespace } = workload
  const template = podTemplate(workload)
  const replicas = { replicas: 1, selector: { matchLabels: { app: name } }, template }
  const hash = random.hex(10)
  return [
    ...create(random, cluster, caller, 'deployments', namespace, {
      kind: 'Deployment',
      metadata: { name, namespace },
      spec: replicas,
    }),
    ...create(
      random,
      cluster,
      controller(cluster, 'deployment-controller', caller.time + 60),
      'replicasets',
      namespace,
      {
        kind: 'ReplicaSet',
        metadata: { name: `${name}-${hash}`, namespace, ownerReferences: [owner('Deployment', name)] },
        spec: replicas,
      },
    ),
    ...create(random, cluster, controller(cluster, 'replicaset-controller', caller.time + 120), 'pods', namespace, {
      kind: 'Pod',
      metadata: {
        name: `${name}-${hash}-${random.hex(5)}`,
        namespace,
        ownerReferences: [owner('ReplicaSet', `${name}-${hash}`)],
      },
      spec: template['spec'] ?? {},
    }),
  ]
}

/** The pod template of a workload, as it is in `spec.template`. */
export function podTemplate({ name, image, securityContext, mounts = [] }: Workload): JsonObject {
  return {
    metadata: { labels: { app: name } },
    spec: {
      containers: [
        {
          name,
          image,
          imagePullPolicy: 'IfNotPresent',
          resources: {},
          ...(securityContext === undefined ? {} : { securityContext }),
          volumeMounts: mounts.map(({ path, readOnly }, at) => ({
            name: `host-${at}`,
            mountPath: path,
            ...(readOnly === true ? { readOnly } : {}),
          })),
        },
      ],
      volumes: mounts.map(({ hostPath }, at) => ({ name: `host-${at}`, hostPath: { path: hostPath, type: '' } })),
      restartPolicy: 'Always',
      serviceAccountName: 'default',
    },
  }
}

function create(
  random: Random,
  cluster: Cluster,
  caller: Caller,
  resource: string,
  namespace: string,
  body: JsonObject,
): LogRecord[] {
  const core = resource === 'pods'
  const group = core ? {} : { apiGroup: 'apps' }
  const metadata = body['metadata']
  const name =
    typeof metadata === 'object' && metadata !== null && !Array.isArray(metadata) ? String(metadata['name']) : ''
  const request = { apiVersion: core ? 'v1' : 'apps/v1', ...body }
  return auditRequest(random, cluster, {
    ...caller,
    verb: 'create',
    uri: `${core ? '/api/v1' : '/apis/apps/v1'}/namespaces/${namespace}/${resource}?fieldManager=kubectl-client-side-apply`,
    level: 'RequestResponse',
    status: 201,
    object: objectRef(resource, { namespace, name, ...group }),
    request,
    response: request,
  })
}

function controller(cluster: Cluster, account: string, time: number): Caller {
  return {
    time,
    user: {
      username: `system:serviceaccount:kube-system:${account}`,
      groups: ['system:serviceaccounts', 'system:serviceaccounts:kube-system', 'system:authenticated'],
    },
    from: cluster.controlPlaneAddress,
    userAgent: `kube-controller-manager/v1.31.2 (linux/amd64) kubernetes/5864a46/system:serviceaccount:kube-system:${account}`,
  }
}

function owner(kind: string, name: string): JsonObject {
  return { apiVersion: 'apps/v1', kind, name, controller: true, blockOwnerDeletion: true }
}
