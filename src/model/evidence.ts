import Type, { type Static } from 'typebox'

export const ThreatIntelligenceDetail = Type.Object({
  threatListName: Type.Optional(Type.String()),
  threatNames: Type.Optional(Type.Array(Type.String())),
})
export type ThreatIntelligenceDetail = Static<typeof ThreatIntelligenceDetail>

/** The lists that named the other side. Findings without list evidence carry null or nothing. */
export const Evidence = Type.Object({
  threatIntelligenceDetails: Type.Optional(Type.Array(ThreatIntelligenceDetail)),
})
export type Evidence = Static<typeof Evidence>
