import type { S3BucketDetail } from '../model/s3-bucket-details.ts'
import { type BucketAccess, effectiveAccess, NO_ACCESS, type PublicBlock } from './bucket-access.ts'
import { policyAccess } from './bucket-policy.ts'
import type { BucketState, Knowledge } from './knowledge.ts'
import { compact } from './members.ts'

/** Effective access of a bucket as it is known now; what is unknown grants nothing and blocks nothing. */
export function accessOf({ buckets, accountBlocks }: Knowledge, name: string): BucketAccess {
  const bucket = buckets.get(name)
  if (bucket === undefined) return NO_ACCESS
  const blocks = [bucket.block, accountBlocks.get(bucket.accountId)].filter((block) => block !== undefined)
  return effectiveAccess(policyAccess(bucket.policy), bucket.acl ?? NO_ACCESS, blocks)
}

/** A bucket as findings show it. Public access is shown once anything about it is known. */
export function bucketDetails(knowledge: Knowledge, name: string): S3BucketDetail {
  const bucket = knowledge.buckets.get(name)
  const base = { arn: `arn:aws:s3:::${name}`, name, type: 'Destination' as const }
  if (bucket === undefined) return base
  const publicAccess = publicAccessOf(knowledge, bucket, name)
  return compact({
    ...base,
    createdAt: bucket.createdAt,
    owner: bucket.ownerId === undefined ? undefined : { id: bucket.ownerId },
    tags: bucket.tags ?? [],
    defaultServerSideEncryption: bucket.encryption,
    publicAccess,
  })
}

function publicAccessOf(
  knowledge: Knowledge,
  bucket: BucketState,
  name: string,
): NonNullable<S3BucketDetail['publicAccess']> | undefined {
  const accountBlock = knowledge.accountBlocks.get(bucket.accountId)
  if (
    bucket.policy === undefined &&
    bucket.acl === undefined &&
    bucket.block === undefined &&
    accountBlock === undefined
  )
    return undefined
  const { read, write } = accessOf(knowledge, name)
  return {
    effectivePermission: read === 'none' && write === 'none' ? 'NOT_PUBLIC' : 'PUBLIC',
    permissionConfiguration: {
      accountLevelPermissions: { blockPublicAccess: allFour(accountBlock ?? {}) },
      bucketLevelPermissions: {
        accessControlList: allows(bucket.acl ?? NO_ACCESS),
        bucketPolicy: allows(policyAccess(bucket.policy)),
        blockPublicAccess: allFour(bucket.block ?? {}),
      },
    },
  }
}

function allows({ read, write }: BucketAccess) {
  return { allowsPublicReadAccess: read !== 'none', allowsPublicWriteAccess: write !== 'none' }
}

function allFour(block: PublicBlock) {
  return {
    blockPublicAcls: block.blockPublicAcls === true,
    blockPublicPolicy: block.blockPublicPolicy === true,
    ignorePublicAcls: block.ignorePublicAcls === true,
    restrictPublicBuckets: block.restrictPublicBuckets === true,
  }
}
