import type { AccessKeyDetails } from '../../model/access-key-details.ts'
import type { FindingTypeEntry, FindingTypeName } from '../../model/catalogue/index.ts'
import type { Resource } from '../../model/resource.ts'
import { unreachable } from '../../std/unreachable.ts'
import { placeholderBucket } from './placeholder-bucket.ts'
import { placeholderCluster, placeholderKubernetes } from './placeholder-cluster.ts'
import { placeholderInstance } from './placeholder-instance.ts'

export interface SampleAccount {
  accountId: string
  region: string
}

/** What a sample is about. Samples about keys and buckets name an instance as well, as the service's do. */
export function sampleResource(
  { type, resourceType, intelCategories }: FindingTypeEntry,
  place: SampleAccount,
): Resource {
  switch (resourceType) {
    case 'Instance':
      return { resourceType, instanceDetails: placeholderInstance(place) }
    case 'AccessKey':
    case 'S3Bucket':
      return {
        resourceType,
        accessKeyDetails: accessKey(type),
        ...(type.includes(':S3/') ? { s3BucketDetails: [placeholderBucket(type, place)] } : {}),
        instanceDetails: placeholderInstance(place),
      }
    case 'EKSCluster': {
      const hasKey =
        type.startsWith('Policy:') ||
        intelCategories.some((category) => category === 'CUSTOM_THREAT_IP' || category === 'TOR_EXIT_IP')
      return {
        resourceType,
        eksClusterDetails: placeholderCluster,
        kubernetesDetails: placeholderKubernetes(type),
        ...(hasKey ? { accessKeyDetails: { ...KEY, userType: 'Role' } } : {}),
      }
    }
    default:
      return unreachable(resourceType)
  }
}

const KEY: AccessKeyDetails = {
  accessKeyId: 'GeneratedFindingAccessKeyId',
  principalId: 'GeneratedFindingPrincipalId',
  userType: 'IAMUser',
  userName: 'GeneratedFindingUserName',
}

function accessKey(type: FindingTypeName): AccessKeyDetails {
  if (type.endsWith('/AnomalousBehavior')) return { ...KEY, userType: 'GeneratedFindingUserType' }
  if (type.endsWith('/RootCredentialUsage')) return { ...KEY, userType: 'Root' }
  if (type === 'UnauthorizedAccess:IAMUser/MaliciousIPCaller.Custom') {
    return { ...KEY, userType: 'AWSService', userName: 'GeneratedFindingAWSService' }
  }
  return KEY
}
