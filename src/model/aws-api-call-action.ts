import Type, { type Static } from 'typebox'
import { nullable } from './nullable.ts'
import { RemoteIpDetails } from './remote-ip-details.ts'

export const RemoteAccountDetails = Type.Object({
  accountId: Type.String(),
  /** Whether the account belongs to the same organization or administrator. */
  affiliated: Type.Optional(Type.Boolean()),
})
export type RemoteAccountDetails = Static<typeof RemoteAccountDetails>

export const AwsApiCallAction = Type.Object({
  api: Type.String(),
  /** e.g. `iam.amazonaws.com`. */
  serviceName: Type.String(),
  /** `Remote IP`, or `Domain` for a call that came through an AWS service. */
  callerType: Type.String(),
  /** Absent when the call succeeded. */
  errorCode: Type.Optional(nullable(Type.String())),
  userAgent: Type.Optional(Type.String()),
  remoteIpDetails: Type.Optional(RemoteIpDetails),
  domainDetails: Type.Optional(Type.Object({ domain: Type.Optional(Type.String()) })),
  remoteAccountDetails: Type.Optional(RemoteAccountDetails),
  /** CloudFormation resource type to name or ARN, e.g. `AWS::S3::Bucket`; empty when none is known. */
  affectedResources: Type.Optional(Type.Record(Type.String(), Type.String())),
})
export type AwsApiCallAction = Static<typeof AwsApiCallAction>
