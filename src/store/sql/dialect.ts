import type { RawBuilder } from 'kysely'

/** What databases spell in their own way. */
export interface Dialect {
  /** The right side of `in` for any number of values as one parameter, so that one statement serves them all. */
  listed<Value extends number | string>(values: readonly Value[]): RawBuilder<Value>
}
