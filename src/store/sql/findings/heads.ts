import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Access } from '../access.ts'
import { type Position, START } from './position.ts'
import type { Sorting } from './sorted-findings.ts'

interface Asking {
  access: Access
  sorting: Sorting
}

interface Head {
  detector: number
  value: string | number | null
  id: string | null
}

/**
 * Just before each detector's first finding after a position; detectors without one are left out. Three questions at most, for
 * any number of detectors: in the position's own value, in the values beyond it, among the findings without a value.
 */
export async function heads(
  asking: Asking,
  detectors: readonly number[],
  after: Position,
): Promise<Map<number, Position>> {
  const found = new Map<number, Position>()
  const isAscending = asking.sorting.order === 'ASC'
  const from = after.value === undefined && isAscending ? { value: null, id: '' } : after
  const left = () => detectors.filter((detector) => !found.has(detector))
  const note = (rows: readonly Head[], least: string) => {
    for (const { detector, value, id } of rows) if (id !== null) found.set(detector, { value, id: before(id, least) })
  }
  if (from.value !== undefined) note(await inGroup(asking, left(), from.value, from.id), from.id)
  if (from.value !== null || isAscending) note(await beyond(asking, left(), from), START.id)
  if (from.value !== null && !isAscending) note(await inGroup(asking, left(), null, START.id), START.id)
  return found
}

/** A text before the id and not before `least`, with no other id of the detector in between. */
function before(id: string, least: string): string {
  const shorter = id.slice(0, -1)
  return shorter > least ? shorter : least
}

async function inGroup(
  { access, sorting: { column } }: Asking,
  detectors: readonly number[],
  value: Head['value'],
  after: string,
): Promise<Head[]> {
  const ref = sql.ref(`f.${column}`)
  const group = value === null ? sql<SqlBool>`${ref} is null` : sql<SqlBool>`${ref} = ${value}`
  const query = sql<{ detector: number; id: string | null }>`
    select detector.number as detector, ${firstId(sql`detector.number`, group, after)} as id
    from detector where detector.number in ${access.dialect.listed(detectors)}`
  return (await query.execute(access.read)).rows.map((row) => ({ ...row, value }))
}

async function beyond(
  { access, sorting: { column, order } }: Asking,
  detectors: readonly number[],
  { value }: Position,
): Promise<Head[]> {
  const ref = sql.ref(`f.${column}`)
  const isAscending = order === 'ASC'
  const values =
    value === undefined || value === null
      ? sql<SqlBool>`${ref} is not null`
      : isAscending
        ? sql<SqlBool>`${ref} > ${value}`
        : sql<SqlBool>`${ref} < ${value}`
  const query = sql<Head>`
    select one.detector as detector, one.value as value, ${firstId(sql`one.detector`, sql`${ref} = one.value`, '')} as id
    from (
      select detector.number as detector, (
        select ${ref} from finding f where f.detector = detector.number and ${values}
        order by ${ref} ${isAscending ? sql`asc` : sql`desc`} limit 1
      ) as value
      from detector where detector.number in ${access.dialect.listed(detectors)}
    ) one`
  return (await query.execute(access.read)).rows
}

function firstId(detector: RawBuilder<unknown>, group: RawBuilder<SqlBool>, after: string): RawBuilder<string | null> {
  return sql<string | null>`(
    select f.id from finding f where f.detector = ${detector} and ${group} and f.id > ${after} order by f.id limit 1
  )`
}
