/** Who can reach something: nobody beyond those named, everybody with an AWS account, or everybody. */
export type Level = 'none' | 'authenticated' | 'anonymous'

export interface BucketAccess {
  read: Level
  write: Level
}

/** What a bucket's ACL grants to the two groups that stand for everybody. */
export type AclGrants = BucketAccess

/** Block Public Access of a bucket or of an account; what is absent is off. */
export interface PublicBlock {
  blockPublicAcls?: boolean
  ignorePublicAcls?: boolean
  blockPublicPolicy?: boolean
  restrictPublicBuckets?: boolean
}

export const NO_ACCESS: BucketAccess = { read: 'none', write: 'none' }

const RANK = { none: 0, authenticated: 1, anonymous: 2 } as const

export function wider(a: Level, b: Level): Level {
  return RANK[a] >= RANK[b] ? a : b
}

export function narrower(a: Level, b: Level): Level {
  return RANK[a] <= RANK[b] ? a : b
}

export function widerAccess(a: BucketAccess, b: BucketAccess): BucketAccess {
  return { read: wider(a.read, b.read), write: wider(a.write, b.write) }
}

/** Policy and ACL together, less what Block Public Access of the bucket or the account takes away. */
export function effectiveAccess(policy: BucketAccess, acl: AclGrants, blocks: readonly PublicBlock[]): BucketAccess {
  const policyBlocked = blocks.some((block) => block.blockPublicPolicy === true || block.restrictPublicBuckets === true)
  const aclBlocked = blocks.some((block) => block.ignorePublicAcls === true)
  return widerAccess(policyBlocked ? NO_ACCESS : policy, aclBlocked ? NO_ACCESS : acl)
}
