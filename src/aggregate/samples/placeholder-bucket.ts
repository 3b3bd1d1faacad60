import type { FindingTypeName } from '../../model/catalogue/index.ts'
import { partitionOf } from '../../model/partition.ts'
import type { S3BucketDetail } from '../../model/s3-bucket-details.ts'

export const BUCKET_NAME = 'bucketName'

/** The bucket of a sample: public only where the type is about just that, and even then by no setting that it shows. */
export function placeholderBucket(type: FindingTypeName, { region }: { region: string }): S3BucketDetail {
  const blockPublicAccess = {
    blockPublicPolicy: false,
    restrictPublicBuckets: false,
    blockPublicAcls: false,
    ignorePublicAcls: false,
  }
  const everybody = { allowsPublicReadAccess: false, allowsPublicWriteAccess: false }
  const partition = partitionOf(region)
  return {
    arn: `arn:${partition}:s3:::${BUCKET_NAME}`,
    name: BUCKET_NAME,
    type: 'Destination',
    createdAt: 1513612691.551,
    owner: { id: 'CanonicalId of Owner' },
    tags: [{ key: 'foo', value: 'bar' }],
    defaultServerSideEncryption: {
      encryptionType: 'SSEAlgorithm',
      kmsMasterKeyArn: `arn:${partition}:kms:region:123456789012:key/key-id`,
    },
    publicAccess: {
      effectivePermission: type.endsWith('AccessGranted') ? 'PUBLIC' : 'NOT_PUBLIC',
      permissionConfiguration: {
        accountLevelPermissions: { blockPublicAccess },
        bucketLevelPermissions: { accessControlList: everybody, bucketPolicy: everybody, blockPublicAccess },
      },
    },
  }
}
