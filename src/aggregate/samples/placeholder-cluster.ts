import type { FindingTypeName } from '../../model/catalogue/index.ts'
import type { EksClusterDetails } from '../../model/eks-cluster-details.ts'
import type { KubernetesDetails, KubernetesWorkloadDetails } from '../../model/kubernetes-details.ts'

/** The cluster of every sample about Kubernetes. */
export const placeholderCluster: EksClusterDetails = {
  name: 'GeneratedFindingEKSClusterName',
  arn: 'GeneratedFindingEKSClusterArn',
  createdAt: 1636625755.218,
  vpcId: 'GeneratedFindingEKSClusterVpcId',
  status: 'ACTIVE',
  tags: [1, 2, 3].map((n) => ({
    key: `GeneratedFindingEKSClusterTag${n}`,
    value: `GeneratedFindingEKSClusterTagValue${n}`,
  })),
}

/** Who asked the cluster and about which workload. */
export function placeholderKubernetes(type: FindingTypeName): KubernetesDetails {
  const anonymous = type.endsWith('/SuccessfulAnonymousAccess')
  return {
    kubernetesUserDetails: {
      username: anonymous ? 'system:anonymous' : 'GeneratedFindingUserName',
      uid: 'GeneratedFindingUID',
      groups: [anonymous ? 'system:unauthenticated' : 'GeneratedFindingUserGroup'],
    },
    kubernetesWorkloadDetails: workload(type),
  }
}

function workload(type: FindingTypeName): KubernetesWorkloadDetails | null {
  const named = {
    name: 'GeneratedFindingKubernetesWorkloadName',
    type: 'GeneratedFindingKubernetesWorkloadType',
    namespace: 'GeneratedFindingKubernetesWorkloadNamespace',
  }
  const container = {
    name: 'GeneratedFindingContainerName',
    image: 'GeneratedFindingContainerImage',
    imagePrefix: 'GeneratedFindingContainerImagePrefix',
  }
  const created = { ...named, uid: 'GeneratedFindingKubernetesWorkloadUID' }
  const volume = { name: 'GeneratedFindingVolumeName' }
  switch (type) {
    case 'Execution:Kubernetes/ExecInKubeSystemPod':
      return named
    case 'PrivilegeEscalation:Kubernetes/PrivilegedContainer':
      return { ...created, containers: [{ ...container, securityContext: { privileged: true } }] }
    case 'Persistence:Kubernetes/ContainerWithSensitiveMount':
      return {
        ...created,
        containers: [{ ...container, volumeMounts: [{ ...volume, mountPath: 'GeneratedFindingVolumeMountPath' }] }],
        volumes: [{ ...volume, hostPath: { path: 'GeneratedFindingHostPath' } }],
      }
    default:
      return null
  }
}
