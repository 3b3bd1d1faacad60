import type { FindingTypeEntry } from '../../model/catalogue/index.ts'
import type { Resource } from '../../model/resource.ts'

const numbered = (count: number, of: (n: number) => { key: string; value: string }) =>
  Array.from({ length: count }, (_, index) => of(index + 1))

/** The placeholders of the service's samples; one spelling of theirs is odd, and clients may know it. */
const instanceDetails = (accountId: string) => ({
  instanceId: 'i-99999999',
  instanceType: 'm3.xlarge',
  outpostArn: 'arn:aws:outposts:us-west-2:123456789000:outpost/op-0fbc006e9abbc73c3',
  launchTime: '2016-08-02T02:05:06.000Z',
  platform: null,
  productCodes: [
    { productCodeId: 'GeneratedFindingProductCodeId', productCodeType: 'GeneratedFindingProductCodeType' },
  ],
  iamInstanceProfile: {
    arn: `arn:aws:iam::${accountId}:example/instance/profile`,
    id: 'GeneratedFindingInstanceProfileId',
  },
  networkInterfaces: [
    {
      networkInterfaceId: 'eni-bfcffe88',
      privateIpAddresses: [{ privateDnsName: 'GeneratedFindingPrivateName', privateIpAddress: '10.0.0.1' }],
      subnetId: 'GeneratedFindingSubnetId',
      vpcId: 'GeneratedFindingVPCId',
      privateDnsName: 'GeneratedFindingPrivateDnsName',
      securityGroups: [{ groupName: 'GeneratedFindingSecurityGroupName', groupId: 'GeneratedFindingSecurityId' }],
      publicIp: '198.51.100.0',
      ipv6Addresses: [],
      publicDnsName: 'GeneratedFindingPublicDNSName',
      privateIpAddress: '10.0.0.1',
    },
  ],
  tags: numbered(9, (n) => ({
    key: `GeneratedFindingInstaceTag${n}`,
    value: n === 1 ? 'GeneratedFindingInstaceValue1' : `GeneratedFindingInstaceTagValue${n}`,
  })),
  instanceState: 'running',
  availabilityZone: 'GeneratedFindingInstaceAvailabilityZone',
  imageId: 'ami-99999999',
  imageDescription: 'GeneratedFindingInstaceImageDescription',
})

const accessKeyDetails = {
  accessKeyId: 'GeneratedFindingAccessKeyId',
  principalId: 'GeneratedFindingPrincipalId',
  userType: 'IAMUser',
  userName: 'GeneratedFindingUserName',
}

const NOT_BLOCKED = {
  blockPublicPolicy: false,
  restrictPublicBuckets: false,
  blockPublicAcls: false,
  ignorePublicAcls: false,
}
const NOT_PUBLIC = { allowsPublicReadAccess: false, allowsPublicWriteAccess: false }

const s3BucketDetail = {
  arn: 'arn:aws:s3:::bucketName',
  name: 'bucketName',
  type: 'Destination' as const,
  createdAt: 1513612691.551,
  owner: { id: 'CanonicalId of Owner' },
  tags: [{ key: 'foo', value: 'bar' }],
  defaultServerSideEncryption: {
    encryptionType: 'SSEAlgorithm',
    kmsMasterKeyArn: 'arn:aws:kms:region:123456789012:key/key-id',
  },
  publicAccess: {
    effectivePermission: 'NOT_PUBLIC' as const,
    permissionConfiguration: {
      bucketLevelPermissions: {
        accessControlList: NOT_PUBLIC,
        bucketPolicy: NOT_PUBLIC,
        blockPublicAccess: NOT_BLOCKED,
      },
      accountLevelPermissions: { blockPublicAccess: NOT_BLOCKED },
    },
  },
}

const eksClusterDetails = {
  name: 'GeneratedFindingEKSClusterName',
  arn: 'GeneratedFindingEKSClusterArn',
  createdAt: 1636625755.218,
  vpcId: 'GeneratedFindingEKSClusterVpcId',
  status: 'ACTIVE',
  tags: numbered(3, (n) => ({
    key: `GeneratedFindingEKSClusterTag${n}`,
    value: `GeneratedFindingEKSClusterTagValue${n}`,
  })),
}

const kubernetesDetails = {
  kubernetesWorkloadDetails: {
    name: 'GeneratedFindingKubernetesWorkloadName',
    namespace: 'GeneratedFindingKubernetesWorkloadNamespace',
    type: 'GeneratedFindingKubernetesWorkloadType',
  },
  kubernetesUserDetails: {
    username: 'GeneratedFindingUserName',
    uid: 'GeneratedFindingUID',
    groups: ['GeneratedFindingUserGroup'],
  },
}

/** What a sample is about. Samples about access keys and buckets name an instance as well, as the service's do. */
export function sampleResource({ type, resourceType }: FindingTypeEntry, accountId: string): Resource {
  switch (resourceType) {
    case 'Instance':
      return { resourceType, instanceDetails: instanceDetails(accountId) }
    case 'EKSCluster':
      return {
        resourceType,
        ...(namesKey(type) ? { accessKeyDetails } : {}),
        eksClusterDetails,
        kubernetesDetails,
      }
    case 'AccessKey':
    case 'S3Bucket': {
      const withBucket = resourceType === 'S3Bucket' || type.includes(':S3/')
      return {
        resourceType,
        accessKeyDetails,
        ...(withBucket ? { s3BucketDetails: [s3BucketDetail] } : {}),
        instanceDetails: instanceDetails(accountId),
      }
    }
  }
}

/** Which of the service's samples about clusters name an access key as well. */
function namesKey(type: string): boolean {
  return /Kubernetes\/(.*\.Custom|TorIPCaller|.*Exposed|ExposedDashboard|AdminAccess.*|AnonymousAccessGranted)$/.test(
    type,
  )
}
