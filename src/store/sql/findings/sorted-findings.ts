import { type RawBuilder, type SqlBool, sql } from 'kysely'
import { DEFAULT_SORT_ATTRIBUTE, isSortAttribute } from '../../../aggregate/criteria/attributes.ts'
import type { SortValue } from '../../../aggregate/criteria/sort-documents.ts'
import type { FindingQuery } from '../../ports.ts'
import type { SortOrder } from '../../records.ts'
import { HOT_COLUMNS, type HotColumn } from './hot-columns.ts'
import type { Position } from './position.ts'

export interface Sorting {
  column: HotColumn
  order: SortOrder
}

/** A finding where it stands in the order asked for. */
export interface Placed {
  number: number
  id: string
  value: SortValue
}

/** Findings, and how far the list was read to find them, unless to its end. */
export interface Reached {
  found: Placed[]
  at: Position | undefined
}

export function sortingOf({ sort }: Pick<FindingQuery, 'sort'>): Sorting {
  if (sort === undefined) return { column: HOT_COLUMNS[DEFAULT_SORT_ATTRIBUTE], order: 'DESC' }
  if (!isSortAttribute(sort.attribute)) throw new Error(`findings cannot be sorted by ${sort.attribute}`)
  return { column: HOT_COLUMNS[sort.attribute], order: sort.order }
}

/** The order of a list over rows `f`: missing values before all others, or after them when descending. */
export function orderOf({ column, order }: Sorting): RawBuilder<unknown> {
  const value = sql.ref(`f.${column}`)
  return order === 'ASC' ? sql`${value} asc nulls first, f.id asc` : sql`${value} desc nulls last, f.id asc`
}

/** What rows `f` after a position meet. */
export function isAfter({ column, order }: Sorting, { value, id }: Position): RawBuilder<SqlBool> {
  if (value === undefined) return sql<SqlBool>`1 = 1`
  const ref = sql.ref(`f.${column}`)
  if (value === null) {
    const rest = sql`(${ref} is null and f.id > ${id})`
    return order === 'ASC' ? sql<SqlBool>`(${rest} or ${ref} is not null)` : sql<SqlBool>`${rest}`
  }
  const rest = sql`(${ref} = ${value} and f.id > ${id})`
  return order === 'ASC'
    ? sql<SqlBool>`(${rest} or ${ref} > ${value})`
    : sql<SqlBool>`(${rest} or ${ref} < ${value} or ${ref} is null)`
}

export function allOf(conditions: readonly RawBuilder<SqlBool>[]): RawBuilder<SqlBool> {
  return conditions.length === 0 ? sql<SqlBool>`1 = 1` : sql<SqlBool>`${sql.join(conditions, sql` and `)}`
}
