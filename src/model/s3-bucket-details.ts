import Type, { type Static } from 'typebox'
import { nullable } from './nullable.ts'
import { Tag } from './tag.ts'

export const BlockPublicAccess = Type.Object({
  blockPublicAcls: Type.Optional(Type.Boolean()),
  blockPublicPolicy: Type.Optional(Type.Boolean()),
  ignorePublicAcls: Type.Optional(Type.Boolean()),
  restrictPublicBuckets: Type.Optional(Type.Boolean()),
})
export type BlockPublicAccess = Static<typeof BlockPublicAccess>

/** What a bucket's policy, or its access control list, allows everybody. */
export const PublicReadWrite = Type.Object({
  allowsPublicReadAccess: Type.Optional(Type.Boolean()),
  allowsPublicWriteAccess: Type.Optional(Type.Boolean()),
})
export type PublicReadWrite = Static<typeof PublicReadWrite>

export const PublicAccess = Type.Object({
  effectivePermission: Type.Union([Type.Literal('PUBLIC'), Type.Literal('NOT_PUBLIC'), Type.Literal('UNKNOWN')]),
  permissionConfiguration: Type.Optional(
    Type.Object({
      accountLevelPermissions: Type.Optional(
        Type.Object({ blockPublicAccess: Type.Optional(nullable(BlockPublicAccess)) }),
      ),
      bucketLevelPermissions: Type.Optional(
        Type.Object({
          accessControlList: Type.Optional(nullable(PublicReadWrite)),
          bucketPolicy: Type.Optional(nullable(PublicReadWrite)),
          blockPublicAccess: Type.Optional(nullable(BlockPublicAccess)),
        }),
      ),
    }),
  ),
})
export type PublicAccess = Static<typeof PublicAccess>

export const DefaultServerSideEncryption = Type.Object({
  encryptionType: Type.Optional(Type.String()),
  kmsMasterKeyArn: Type.Optional(nullable(Type.String())),
})
export type DefaultServerSideEncryption = Static<typeof DefaultServerSideEncryption>

export const S3BucketDetail = Type.Object({
  arn: Type.String(),
  name: Type.String(),
  type: Type.Optional(Type.Union([Type.Literal('Destination'), Type.Literal('Source')])),
  /** Epoch seconds, fractions allowed: unlike every other time of a finding. */
  createdAt: Type.Optional(Type.Number()),
  owner: Type.Optional(Type.Object({ id: Type.Optional(Type.String()) })),
  tags: Type.Optional(Type.Array(Tag)),
  defaultServerSideEncryption: Type.Optional(nullable(DefaultServerSideEncryption)),
  publicAccess: Type.Optional(PublicAccess),
})
export type S3BucketDetail = Static<typeof S3BucketDetail>
