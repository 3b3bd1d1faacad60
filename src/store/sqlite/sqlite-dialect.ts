import { sql } from 'kysely'
import type { Dialect } from '../sql/dialect.ts'

export const sqliteDialect: Dialect = {
  listed: <Value extends number | string>(values: readonly Value[]) =>
    sql<Value>`(select value from json_each(${JSON.stringify(values)}))`,
}
