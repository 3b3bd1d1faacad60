/**
 * Finding criteria with one spelling for everything: all conditions must hold (api-behaviour.md section 4). `matches` reads
 * them as a predicate, the store as a query; both must come to the same.
 */
export type NormalCriteria = readonly NormalCondition[]

export type NormalCondition = EqualityCondition | RangeCondition

/** `equals`: an element has one of the values. `notEquals`: none has, as when there are no elements. */
export interface EqualityCondition {
  /** Path of the document, aliases resolved. */
  path: string
  operator: 'equals' | 'notEquals'
  values: readonly NormalValue[]
}

/** An element that is a number, or a time where the path holds times, lies on this side of the bound. */
export interface RangeCondition {
  path: string
  operator: RangeOperator
  bound: number
}

export type RangeOperator = 'greaterThan' | 'greaterThanOrEqual' | 'lessThan' | 'lessThanOrEqual'

/**
 * A value as text and, where it reads as a number or as the time that the path asks for, as a number. Texts of a document
 * are compared with `text`, its numbers and times (epoch milliseconds) with `number`, its booleans as `true` and `false`.
 */
export interface NormalValue {
  /** Values that say true or false in any case are in lower case. */
  text: string
  number: number | null
}
