import Type, { type Static } from 'typebox'
import { AccessKeyDetails } from './access-key-details.ts'
import { EksClusterDetails } from './eks-cluster-details.ts'
import { InstanceDetails } from './instance-details.ts'
import { KubernetesDetails } from './kubernetes-details.ts'
import { S3BucketDetail } from './s3-bucket-details.ts'

export const ResourceType = Type.Union([
  Type.Literal('Instance'),
  Type.Literal('AccessKey'),
  Type.Literal('S3Bucket'),
  Type.Literal('EKSCluster'),
])
export type ResourceType = Static<typeof ResourceType>

/** What a finding is about. `resourceType` names the leading member; others may be there as well (a bucket beside a key). */
export const Resource = Type.Object({
  resourceType: ResourceType,
  accessKeyDetails: Type.Optional(AccessKeyDetails),
  s3BucketDetails: Type.Optional(Type.Array(S3BucketDetail)),
  instanceDetails: Type.Optional(InstanceDetails),
  eksClusterDetails: Type.Optional(EksClusterDetails),
  kubernetesDetails: Type.Optional(KubernetesDetails),
})
export type Resource = Static<typeof Resource>
