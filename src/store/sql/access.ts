import type { Kysely } from 'kysely'
import type { Dialect } from './dialect.ts'
import type { IndexPaths } from './findings/attribute-index.ts'
import type { Tables } from './tables.ts'

export type Db = Kysely<Tables>

/** How a port reaches the database: within a transaction both are the transaction's. */
export interface Access {
  read: Db
  /** All that `work` does happens, or nothing. */
  write<T>(work: (db: Db) => Promise<T>): Promise<T>
  dialect: Dialect
  paths: IndexPaths
  /** Rows of findings that one call of `list` may look at, found or not; past it, its page is short. */
  scanRowsMax: number
}
