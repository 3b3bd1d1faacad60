import { isTime, pathOf } from './attributes.ts'
import type {
  EqualityCondition,
  NormalCondition,
  NormalCriteria,
  NormalValue,
  RangeOperator,
} from './normal-criteria.ts'

/** Criteria as clients write them. */
export type WireCriteria = { [attribute: string]: { [operator: string]: unknown } }

/** GuardDuty's limits. */
export const ATTRIBUTES_MAX = 50
export const VALUES_MAX = 50
/** No path of a document comes near. */
export const PATH_CHARACTERS_MAX = 256

const OPERATORS: ReadonlyMap<string, NormalCondition['operator']> = new Map([
  ['eq', 'equals'],
  ['equals', 'equals'],
  ['neq', 'notEquals'],
  ['notEquals', 'notEquals'],
  ['gt', 'greaterThan'],
  ['greaterThan', 'greaterThan'],
  ['gte', 'greaterThanOrEqual'],
  ['greaterThanOrEqual', 'greaterThanOrEqual'],
  ['greaterThanOrEqualTo', 'greaterThanOrEqual'],
  ['lt', 'lessThan'],
  ['lessThan', 'lessThan'],
  ['lte', 'lessThanOrEqual'],
  ['lessThanOrEqual', 'lessThanOrEqual'],
  ['lessThanOrEqualTo', 'lessThanOrEqual'],
])

const NUMBER = /^[+-]?\d+(\.\d+)?([eE][+-]?\d+)?$/
const ISO_TIME = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2}))?$/

/**
 * The meaning of criteria, or why they have none. No attributes at all mean everything; an attribute without an operator is
 * a mistake. Numbers may come as text, times as ISO 8601 or as epoch milliseconds.
 */
export function normalise(criteria: WireCriteria): NormalCriteria | { reason: string } {
  const attributes = Object.entries(criteria)
  if (attributes.length > ATTRIBUTES_MAX) return { reason: `more than ${ATTRIBUTES_MAX} attributes` }
  const conditions: NormalCondition[] = []
  for (const [attribute, wire] of attributes) {
    const read = readAttribute(attribute, wire)
    if ('reason' in read) return { reason: `${attribute.slice(0, PATH_CHARACTERS_MAX)}: ${read.reason}` }
    conditions.push(...read)
  }
  return conditions
}

function readAttribute(attribute: string, wire: unknown): NormalCondition[] | { reason: string } {
  if (attribute === '' || attribute.length > PATH_CHARACTERS_MAX) return { reason: 'not the path of an attribute' }
  if (typeof wire !== 'object' || wire === null || Array.isArray(wire)) return { reason: 'not a condition' }
  const path = pathOf(attribute)
  const conditions: NormalCondition[] = []
  for (const [name, value] of Object.entries(wire)) {
    const operator = OPERATORS.get(name)
    if (operator === undefined) return { reason: 'an unknown operator' }
    if (value === undefined || value === null) continue
    const condition = readCondition(path, operator, value)
    if ('reason' in condition) return condition
    conditions.push(condition)
  }
  return conditions.length > 0 ? conditions : { reason: 'a condition without an operator' }
}

function readCondition(
  path: string,
  operator: NormalCondition['operator'],
  value: unknown,
): NormalCondition | { reason: string } {
  if (operator === 'equals' || operator === 'notEquals') return readEquality(path, operator, value)
  return readRange(path, operator, value)
}

function readEquality(
  path: string,
  operator: EqualityCondition['operator'],
  wire: unknown,
): EqualityCondition | { reason: string } {
  if (!Array.isArray(wire)) return { reason: 'values that are no list' }
  if (wire.length === 0) return { reason: 'no values' }
  if (wire.length > VALUES_MAX) return { reason: `more than ${VALUES_MAX} values` }
  const values: NormalValue[] = []
  for (const one of wire) {
    const value = readValue(path, one)
    if (value === undefined) return { reason: 'a value of the wrong kind' }
    values.push(value)
  }
  return { path, operator, values }
}

function readValue(path: string, wire: unknown): NormalValue | undefined {
  if (typeof wire !== 'string' && typeof wire !== 'number' && typeof wire !== 'boolean') return undefined
  const text = String(wire)
  const number = readNumber(path, wire) ?? null
  if (isTime(path)) return number === null ? undefined : { text, number }
  return { text: /^(true|false)$/i.test(text) ? text.toLowerCase() : text, number }
}

function readRange(path: string, operator: RangeOperator, wire: unknown): NormalCondition | { reason: string } {
  const bound = readNumber(path, wire)
  return bound === undefined ? { reason: 'a bound that is no number' } : { path, operator, bound }
}

function readNumber(path: string, wire: unknown): number | undefined {
  if (typeof wire === 'number') return Number.isFinite(wire) ? wire : undefined
  if (typeof wire !== 'string') return undefined
  const text = wire.trim()
  const number = NUMBER.test(text) ? Number(text) : isTime(path) && ISO_TIME.test(text) ? Date.parse(text) : Number.NaN
  return Number.isFinite(number) ? number : undefined
}
