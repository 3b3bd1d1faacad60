import Type, { type Static } from 'typebox'

export const Tag = Type.Object({
  key: Type.String(),
  value: Type.Optional(Type.String()),
})
export type Tag = Static<typeof Tag>
