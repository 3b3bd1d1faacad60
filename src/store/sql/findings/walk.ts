import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Db } from '../access.ts'
import type { HotColumn } from './hot-columns.ts'
import { PAST_IDS, type Position } from './position.ts'
import type { Test } from './query-plan.ts'
import { allOf, orderOf, type Placed, type Sorting } from './sorted-findings.ts'

/** Reads one detector's findings along a sort index (detector, value, id), which has equal values in the order of ids. */
export interface Walk {
  db: Db
  detector: number
  sorting: Sorting
  tests: readonly Test[]
}

export interface Step {
  /** Those that pass the tests, in order. */
  found: Placed[]
  /** Everything up to here was seen; undefined at the end. */
  at: Position | undefined
  scanned: number
}

/**
 * Sees at most `rows` findings after a position, and stops when `need` were found. One value's findings are read by id; what
 * lies beyond a value is read up to the value that the last of so many rows has, so that a long run of equal values, which an
 * index read backwards has in the wrong order of ids, is never sorted.
 */
export async function step(walk: Walk, from: Position, rows: number, need: number): Promise<Step> {
  const { sorting, tests } = walk
  const skipsMissing = tests.some(({ column, needsValue }) => needsValue && column === sorting.column)
  const start = from.value === undefined && sorting.order === 'ASC' && !skipsMissing ? { value: null, id: '' } : from
  const isInGroup = start.value !== undefined && start.id !== PAST_IDS
  if (start.value !== undefined && isInGroup) return stepInGroup(walk, start.value, start.id, rows, need)
  if (start.value === null && sorting.order === 'DESC') return { found: [], at: undefined, scanned: 0 }
  return stepBeyond(walk, start.value ?? null, skipsMissing, rows, need)
}

async function stepInGroup(
  walk: Walk,
  value: Placed['value'],
  after: string,
  rows: number,
  need: number,
): Promise<Step> {
  const column = sql.ref(`f.${walk.sorting.column}`)
  const group = sql<SqlBool>`${value === null ? sql`${column} is null` : sql`${column} = ${value}`} and f.id > ${after}`
  const order = sql`f.id asc`
  const boundary = await rowAt(walk, group, order, rows)
  const found = await passing(walk, group, order, rows, need)
  const last = found.at(-1)
  const scanned = boundary === undefined ? found.length + 1 : rows
  if (last !== undefined && found.length >= need) return { found, at: last, scanned }
  if (boundary !== undefined) return { found, at: { value, id: boundary.id }, scanned }
  const isEnd = value === null && walk.sorting.order === 'DESC'
  return { found, at: isEnd ? undefined : { value, id: PAST_IDS }, scanned }
}

async function stepBeyond(
  walk: Walk,
  value: Placed['value'],
  skipsMissing: boolean,
  rows: number,
  need: number,
): Promise<Step> {
  const { sorting } = walk
  const isAscending = sorting.order === 'ASC'
  const column = sql.ref(`f.${sorting.column}`)
  const within = walk.tests
    .filter((test) => test.needsValue && test.column === sorting.column)
    .map((test) => test.holds)
  const beyond =
    value === null
      ? sql<SqlBool>`${column} is not null`
      : isAscending
        ? sql<SqlBool>`${column} > ${value}`
        : sql<SqlBool>`${column} < ${value}`
  const order = isAscending ? sql`${column} asc` : sql`${column} desc`
  const boundary = await rowAt(walk, allOf([beyond, ...within]), order, rows)
  const end =
    boundary === undefined
      ? []
      : [isAscending ? sql<SqlBool>`${column} < ${boundary.value}` : sql<SqlBool>`${column} > ${boundary.value}`]
  const found = await passing(walk, allOf([beyond, ...end, ...within]), orderOf(sorting), rows, need)
  const last = found.at(-1)
  const scanned = boundary === undefined ? found.length + 1 : rows
  if (last !== undefined && found.length >= need) return { found, at: last, scanned }
  if (boundary !== undefined) return { found, at: { value: boundary.value, id: '' }, scanned }
  return { found, at: isAscending || skipsMissing ? undefined : { value: null, id: '' }, scanned }
}

/** The last of so many rows of the index. */
async function rowAt(
  { db, detector, sorting }: Walk,
  where: RawBuilder<SqlBool>,
  order: RawBuilder<unknown>,
  rows: number,
): Promise<Pick<Placed, 'id' | 'value'> | undefined> {
  const query = sql<Pick<Placed, 'id' | 'value'>>`
    select f.id as id, ${sql.ref(`f.${sorting.column}`)} as value from finding f
    where f.detector = ${detector} and ${where} order by ${order} limit 1 offset ${rows - 1}`
  return (await query.execute(db)).rows[0]
}

/** Rows are taken from the index first and tested then: tests must not lure the database to another index. */
async function passing(
  { db, detector, sorting, tests }: Walk,
  where: RawBuilder<SqlBool>,
  order: RawBuilder<unknown>,
  rows: number,
  need: number,
): Promise<Placed[]> {
  const columns = new Set<HotColumn>([sorting.column, ...tests.flatMap(({ column }) => column ?? [])])
  columns.delete('id')
  const list = sql.join([...columns].map((column) => sql.ref(`f.${column}`)))
  const query = sql<Placed>`
    select f.number as number, f.id as id, ${sql.ref(`f.${sorting.column}`)} as value
    from (
      select f.number, f.detector, f.id, ${list} from finding f
      where f.detector = ${detector} and ${where} order by ${order} limit ${rows}
    ) f
    where ${allOf(tests.map((test) => test.holds))} order by ${order} limit ${need}`
  return (await query.execute(db)).rows
}
