import { sql } from 'kysely'
import type { Dialect } from '../sql/dialect.ts'

export const sqliteDialect: Dialect = {
  listed: <Value extends number | string>(values: readonly Value[]) =>
    sql<Value>`(select value from json_each(${JSON.stringify(values)}))`,
  rows<Row extends object>(columns: { [Column in keyof Row]: string }, rows: readonly Row[]) {
    const names = Object.keys(columns)
    const cells = rows.map((row) => {
      const values: ReadonlyMap<string, unknown> = new Map(Object.entries(row))
      return names.map((name) => values.get(name) ?? null)
    })
    // Cells are addressed by literals: their paths are parsed once, when the statement is prepared.
    const list = names.map((name, at) => sql`value ->> ${sql.lit(at)} as ${sql.ref(name)}`)
    return sql<Row>`(select ${sql.join(list)} from json_each(${JSON.stringify(cells)}))`
  },
}
