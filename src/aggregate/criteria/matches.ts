import type { EqualityCondition, NormalCondition, NormalCriteria, RangeCondition } from './normal-criteria.ts'
import { type Value, valuesAt } from './values-at.ts'

/**
 * Whether a finding document meets all conditions. Of an array any element will do, for each operator by itself; `notEquals`
 * holds when no element is equal, so also when the attribute is missing, which fails every other operator.
 */
export function matches(criteria: NormalCriteria, document: object): boolean {
  return criteria.every((condition) => meets(condition, valuesAt(document, condition.path)))
}

function meets(condition: NormalCondition, values: readonly Value[]): boolean {
  switch (condition.operator) {
    case 'equals':
      return values.some((value) => equalsAny(condition, value))
    case 'notEquals':
      return !values.some((value) => equalsAny(condition, value))
    default:
      return values.some((value) => typeof value === 'number' && isWithin(condition, value))
  }
}

function equalsAny({ values }: EqualityCondition, value: Value): boolean {
  if (typeof value === 'number') return values.some(({ number }) => number === value)
  const text = String(value)
  return values.some((one) => one.text === text)
}

function isWithin({ operator, bound }: RangeCondition, value: number): boolean {
  switch (operator) {
    case 'greaterThan':
      return value > bound
    case 'greaterThanOrEqual':
      return value >= bound
    case 'lessThan':
      return value < bound
    case 'lessThanOrEqual':
      return value <= bound
  }
}
