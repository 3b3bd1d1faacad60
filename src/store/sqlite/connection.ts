import Database from 'better-sqlite3'
import { Kysely, SqliteDialect } from 'kysely'
import type { Tables } from '../sql/tables.ts'

const BUSY_TIMEOUT_MS = 5_000
/**
 * Pages kept in memory, as far as there are so many: lists look at rows all over the table of findings, of which these hold a
 * million. Mapping the file would leave that to the system, which forgets pages when it likes.
 */
const READ_CACHE_KIBIBYTES = 262_144
const WRITE_CACHE_KIBIBYTES = 65_536
/** The log is copied into the file whenever it has so many pages, 64 MB: what is written often is copied once. */
const CHECKPOINT_PAGES = 16_384
/** Every query of the store has a few shapes; those with lists have more. */
const STATEMENTS_MAX = 2_000

export interface Connection {
  raw: Database.Database
  db: Kysely<Tables>
}

/** A connection whose prepared statements are kept by their text. */
export function openConnection(path: string, { readonly }: { readonly: boolean }): Connection {
  const raw = new Database(path, { timeout: BUSY_TIMEOUT_MS, readonly })
  if (!readonly) {
    raw.pragma('journal_mode = wal')
    raw.pragma(`wal_autocheckpoint = ${CHECKPOINT_PAGES}`)
  }
  raw.pragma('foreign_keys = on')
  // Negative: kibibytes.
  raw.pragma(`cache_size = -${readonly ? READ_CACHE_KIBIBYTES : WRITE_CACHE_KIBIBYTES}`)
  raw.pragma('temp_store = memory')
  const statements = new Map<string, Database.Statement<unknown[]>>()
  const prepare = (sql: string) => {
    const known = statements.get(sql)
    if (known !== undefined) return known
    if (statements.size >= STATEMENTS_MAX) statements.clear()
    const statement = raw.prepare<unknown[]>(sql)
    statements.set(sql, statement)
    return statement
  }
  const database = {
    close: () => {
      raw.close()
    },
    prepare: (sql: string) => {
      const statement = prepare(sql)
      return {
        reader: statement.reader,
        all: (parameters: readonly unknown[]) => statement.all(parameters),
        run: (parameters: readonly unknown[]) => statement.run(parameters),
        iterate: (parameters: readonly unknown[]) => statement.iterate(parameters),
      }
    },
  }
  return { raw, db: new Kysely<Tables>({ dialect: new SqliteDialect({ database }) }) }
}
