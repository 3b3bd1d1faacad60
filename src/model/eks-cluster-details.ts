import Type, { type Static } from 'typebox'
import { Tag } from './tag.ts'

export const EksClusterDetails = Type.Object({
  name: Type.String(),
  arn: Type.Optional(Type.String()),
  vpcId: Type.Optional(Type.String()),
  /** `ACTIVE`, `CREATING`, `UPDATING`, … */
  status: Type.Optional(Type.String()),
  tags: Type.Optional(Type.Array(Tag)),
  /** Epoch seconds, fractions allowed. */
  createdAt: Type.Optional(Type.Number()),
})
export type EksClusterDetails = Static<typeof EksClusterDetails>
