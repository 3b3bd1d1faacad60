import Type, { type Static } from 'typebox'

export const DnsRequestAction = Type.Object({
  domain: Type.String(),
  /** `UDP` or `TCP`; `0` where an algorithm judged many queries at once. */
  protocol: Type.Optional(Type.String()),
  blocked: Type.Boolean(),
})
export type DnsRequestAction = Static<typeof DnsRequestAction>
