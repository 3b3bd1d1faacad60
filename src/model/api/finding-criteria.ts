import Type from 'typebox'

/** Numbers may come as texts: some clients set every value as one (api-behaviour.md section 0). */
const Bound = Type.Union([Type.Number(), Type.String({ maxLength: 64 })])
const Values = Type.Array(Type.Union([Type.String({ maxLength: 4096 }), Type.Number(), Type.Boolean()]))

/** The twelve names of the six operators, and two spellings that the reference itself uses. */
export const Condition = Type.Object({
  eq: Type.Optional(Values),
  equals: Type.Optional(Values),
  neq: Type.Optional(Values),
  notEquals: Type.Optional(Values),
  gt: Type.Optional(Bound),
  greaterThan: Type.Optional(Bound),
  gte: Type.Optional(Bound),
  greaterThanOrEqual: Type.Optional(Bound),
  greaterThanOrEqualTo: Type.Optional(Bound),
  lt: Type.Optional(Bound),
  lessThan: Type.Optional(Bound),
  lte: Type.Optional(Bound),
  lessThanOrEqual: Type.Optional(Bound),
  lessThanOrEqualTo: Type.Optional(Bound),
})

export const FindingCriteria = Type.Object({
  /** Without further properties, because the pattern for any name stops at a line's end. */
  criterion: Type.Optional(Type.Record(Type.String(), Condition, { additionalProperties: false })),
})
