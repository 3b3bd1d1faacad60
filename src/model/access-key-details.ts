import Type, { type Static } from 'typebox'

/** Who called: an access key and the principal behind it. The root user has `userName` Root and its account as `principalId`. */
export const AccessKeyDetails = Type.Object({
  accessKeyId: Type.Optional(Type.String()),
  principalId: Type.Optional(Type.String()),
  /** `IAMUser`, `Root`, `Role`, `AssumedRole`, `AWSService`, `FederatedUser`, … */
  userType: Type.Optional(Type.String()),
  userName: Type.Optional(Type.String()),
})
export type AccessKeyDetails = Static<typeof AccessKeyDetails>
