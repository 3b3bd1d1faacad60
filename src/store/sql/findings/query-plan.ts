import { type RawBuilder, type SqlBool, sql } from 'kysely'
import { HOT_ATTRIBUTES, type HotAttribute, isHot, isTime } from '../../../aggregate/criteria/attributes.ts'
import type { EqualityCondition, NormalCondition, NormalCriteria } from '../../../aggregate/criteria/normal-criteria.ts'
import type { Access } from '../access.ts'
import { numberKey, textKey } from './attribute-index.ts'
import { HOT_COLUMNS, type HotColumn, isIndexed } from './hot-columns.ts'

/** A condition as the database can judge it. `f` stands for the finding's row. */
export interface Test {
  /** The column it asks for, if it asks for one. */
  column?: HotColumn
  /** Whether a finding without a value fails. */
  needsValue: boolean
  holds: RawBuilder<SqlBool>
  /** Absent when no index leads there. */
  source?: Source
}

/** The findings that meet a condition, by an index. */
export interface Source {
  /** Their numbers, as `number`. */
  numbers: RawBuilder<{ number: number }>
  /** Whether a finding can be among them more than once. */
  repeats: boolean
}

/** The findings of a source as rows `f`, each once. */
export function rowsOf({ numbers, repeats }: Source): RawBuilder<unknown> {
  return repeats
    ? sql`(select distinct number from (${numbers}) every) source join finding f on f.number = source.number`
    : sql`(${numbers}) source join finding f on f.number = source.number`
}

/** Criteria divided into what the database judges and what takes the document. */
export interface QueryPlan {
  tests: Test[]
  byDocument: NormalCriteria
}

type Planning = Pick<Access, 'dialect' | 'paths'>

export function planQuery(access: Planning, criteria: NormalCriteria, detectors: readonly number[]): QueryPlan {
  const plan: QueryPlan = { tests: [], byDocument: [] }
  const documents: NormalCondition[] = []
  for (const condition of criteria) {
    const path = access.paths.get(condition.path)
    if (isHot(condition.path)) plan.tests.push(columnTest(access, condition, condition.path, detectors))
    else if (path !== undefined) plan.tests.push(entryTest(access, condition, path, detectors))
    else documents.push(condition)
  }
  return { ...plan, byDocument: documents }
}

const COMPARISONS = {
  greaterThan: sql`>`,
  greaterThanOrEqual: sql`>=`,
  lessThan: sql`<`,
  lessThanOrEqual: sql`<=`,
}

const NEVER = sql<SqlBool>`1 = 0`

function columnTest(
  access: Planning,
  condition: NormalCondition,
  attribute: HotAttribute,
  detectors: readonly number[],
): Test {
  const column = HOT_COLUMNS[attribute]
  const where = columnCondition(access, condition, attribute)
  if (condition.operator === 'notEquals')
    return { column, needsValue: false, holds: sql<SqlBool>`(${sql.ref(`f.${column}`)} is null or not ${where})` }
  const numbers = sql<{ number: number }>`
    select f.number as number from finding f where ${amongValues(access.dialect, 'f.detector', detectors)} and ${where}`
  return {
    column,
    needsValue: true,
    holds: where,
    ...(isIndexed(column) ? { source: { numbers, repeats: false } } : {}),
  }
}

/** The condition on a value that is there. */
function columnCondition(
  { dialect }: Planning,
  condition: NormalCondition,
  attribute: HotAttribute,
): RawBuilder<SqlBool> {
  const kind = HOT_ATTRIBUTES[attribute]
  const column = `f.${HOT_COLUMNS[attribute]}`
  if ('values' in condition) return amongValues(dialect, column, columnValues(condition, kind))
  if (kind === 'text' || kind === 'boolean') return NEVER
  return sql<SqlBool>`${sql.ref(column)} ${COMPARISONS[condition.operator]} ${condition.bound}`
}

function columnValues({ values }: EqualityCondition, kind: (typeof HOT_ATTRIBUTES)[HotAttribute]): (string | number)[] {
  switch (kind) {
    case 'text':
      return values.map(({ text }) => text)
    case 'boolean':
      return values.flatMap(({ text }) => (text === 'true' ? [1] : text === 'false' ? [0] : []))
    default:
      return values.flatMap(({ number }) => number ?? [])
  }
}

function entryTest(
  { dialect }: Planning,
  condition: NormalCondition,
  path: number,
  detectors: readonly number[],
): Test {
  const { table, where } = entryCondition(dialect, condition)
  const entry = sql`select 1 from ${sql.table(table)} e
    where e.detector = f.detector and e.path = ${path} and ${where} and e.finding = f.number`
  if (condition.operator === 'notEquals') return { needsValue: false, holds: sql<SqlBool>`not exists (${entry})` }
  return {
    needsValue: true,
    holds: sql<SqlBool>`exists (${entry})`,
    source: {
      numbers: sql<{ number: number }>`select e.finding as number from ${sql.table(table)} e
      where ${amongValues(dialect, 'e.detector', detectors)} and e.path = ${path} and ${where}`,
      repeats:
        !('values' in condition) ||
        condition.values.length > 1 ||
        condition.values.some(({ number }) => number !== null),
    },
  }
}

/** Times are in the index as numbers, everything else as texts, and numbers also as numbers for comparisons. */
function entryCondition(
  dialect: Access['dialect'],
  condition: NormalCondition,
): { table: 'finding_text' | 'finding_number'; where: RawBuilder<SqlBool> } {
  if ('bound' in condition)
    return {
      table: 'finding_number',
      where: sql<SqlBool>`e.value ${COMPARISONS[condition.operator]} ${condition.bound}`,
    }
  const { values } = condition
  if (isTime(condition.path)) {
    const times = values.flatMap(({ number }) => number ?? [])
    return { table: 'finding_number', where: amongValues(dialect, 'e.value', times) }
  }
  const keys = values.flatMap(({ text, number }) => [textKey(text), ...(number === null ? [] : [numberKey(number)])])
  return { table: 'finding_text', where: amongValues(dialect, 'e.value', keys) }
}

function amongValues(
  dialect: Access['dialect'],
  column: string,
  values: readonly (string | number)[],
): RawBuilder<SqlBool> {
  const [first, ...others] = new Set(values)
  if (first === undefined) return NEVER
  if (others.length === 0) return sql<SqlBool>`${sql.ref(column)} = ${first}`
  return sql<SqlBool>`${sql.ref(column)} in ${dialect.listed([first, ...others])}`
}
