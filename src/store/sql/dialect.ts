import type { RawBuilder } from 'kysely'

export type ColumnType = 'text' | 'integer' | 'real'

/** What databases spell in their own way. */
export interface Dialect {
  /** The right side of `in` for any number of values as one parameter, so that one statement serves them all. */
  listed<Value extends number | string>(values: readonly Value[]): RawBuilder<Value>
  /** A table of any number of rows as one parameter, to select from. */
  rows<Row extends object>(columns: { [Column in keyof Row]: ColumnType }, rows: readonly Row[]): RawBuilder<Row>
}
