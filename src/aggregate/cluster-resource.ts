import { type Workload, workloadOf } from '../detect/workload.ts'
import type { Inventory } from '../inventory/inventory.ts'
import type { AccessKeyDetails } from '../model/access-key-details.ts'
import type { KubernetesWorkloadDetails } from '../model/kubernetes-details.ts'
import { partitionOf } from '../model/partition.ts'
import type { Resource } from '../model/resource.ts'
import type { KubernetesRequest } from '../normalize/event.ts'

/** Resources that a request can be about and that GuardDuty describes as a workload. */
const NAMED_WORKLOADS = new Set([
  'pods',
  'deployments',
  'daemonsets',
  'statefulsets',
  'replicasets',
  'jobs',
  'cronjobs',
])

/** Cluster, user and workload of a request. */
export function clusterResource(request: KubernetesRequest, inventory: Inventory): Omit<Resource, 'resourceType'> {
  const { accountId, region, clusterName, user } = request
  const name = clusterName === '' ? 'unknown' : clusterName
  const accessKey = accessKeyOf(request)
  return {
    eksClusterDetails: inventory.eksClusterDetails(accountId, region, name) ?? {
      name,
      ...(clusterName === '' ? {} : { arn: `arn:${partitionOf(region)}:eks:${region}:${accountId}:cluster/${name}` }),
    },
    kubernetesDetails: {
      kubernetesUserDetails: {
        username: user.username,
        ...(user.uid === undefined ? {} : { uid: user.uid }),
        groups: [...user.groups],
      },
      kubernetesWorkloadDetails: workloadDetailsOf(request),
    },
    ...(accessKey === undefined ? {} : { accessKeyDetails: accessKey }),
  }
}

function workloadDetailsOf(request: KubernetesRequest): KubernetesWorkloadDetails | null {
  const workload = workloadOf(request)
  if (workload !== undefined) return fullDetails(workload)
  const { object } = request
  if (object === undefined || !NAMED_WORKLOADS.has(object.resource) || object.name === undefined) return null
  return {
    name: object.name,
    type: object.resource,
    ...(object.namespace === undefined ? {} : { namespace: object.namespace }),
    ...(object.uid === undefined ? {} : { uid: object.uid }),
  }
}

function fullDetails(workload: Workload): KubernetesWorkloadDetails {
  return {
    name: workload.name,
    type: workload.type,
    ...(workload.uid === undefined ? {} : { uid: workload.uid }),
    namespace: workload.namespace,
    ...(workload.hostNetwork ? { hostNetwork: true } : {}),
    containers: workload.containers.map(({ name, image, imagePrefix, mounts, privileged }) => ({
      name,
      image,
      imagePrefix,
      ...(mounts.length === 0
        ? {}
        : { volumeMounts: mounts.map((mount) => ({ name: mount.name, mountPath: mount.mountPath })) }),
      securityContext: { privileged },
    })),
    volumes: workload.volumes
      .filter(({ hostPath }) => hostPath !== undefined)
      .map(({ name, hostPath }) => ({ name, hostPath: hostPath === undefined ? null : { path: hostPath } })),
  }
}

/** EKS writes the IAM identity behind a user into `extra`. */
function accessKeyOf({ user }: KubernetesRequest): AccessKeyDetails | undefined {
  const { extra } = user
  const arn = extra['arn']?.[0] ?? extra['canonicalArn']?.[0]
  const accessKeyId = extra['accessKeyId']?.[0]
  if (arn === undefined && accessKeyId === undefined) return undefined
  const principalId = extra['principalId']?.[0]
  const userName = arn?.includes(':assumed-role/') ? arn.split('/')[1] : arn?.split('/').at(-1)
  return {
    ...(accessKeyId === undefined || accessKeyId === '' ? {} : { accessKeyId }),
    ...(principalId === undefined ? {} : { principalId }),
    userType: arn?.includes(':user/') ? 'IAMUser' : 'Role',
    ...(userName === undefined ? {} : { userName }),
  }
}
