import { chmodSync, closeSync, mkdirSync, openSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Store, Stores } from '../ports.ts'
import { registerPaths } from '../sql/findings/index-paths.ts'
import { storesOver } from '../sql/stores.ts'
import { openConnection } from './connection.ts'
import { lockData } from './lock-data.ts'
import { migrate } from './migrate.ts'
import { MIGRATIONS } from './migrations/index.ts'
import { sqliteDialect } from './sqlite-dialect.ts'
import { Turns } from './turns.ts'

const OWNER_ONLY_FILE = 0o600
const OWNER_ONLY_FOLDER = 0o700

export interface SqliteStoreSettings {
  /** The database file; its folder is made when missing. Beside it lie its log (`-wal`, `-shm`) and a lock (`.lock`). */
  path: string
  /** See `Access`; the default keeps a call to about ten milliseconds. */
  scanRowsMax?: number
}

const SCAN_ROWS_MAX = 10_000

/**
 * The store of one process in one SQLite file. Outside a transaction, reads see what is committed and a write is a durable
 * transaction of its own. Throws when another process has the file, or when a later version of the program wrote it.
 */
export async function openSqliteStore({ path, scanRowsMax = SCAN_ROWS_MAX }: SqliteStoreSettings): Promise<Store> {
  mkdirSync(dirname(path), { recursive: true, mode: OWNER_ONLY_FOLDER })
  for (const file of [path, `${path}.lock`]) {
    closeSync(openSync(file, 'a', OWNER_ONLY_FILE))
    chmodSync(file, OWNER_ONLY_FILE)
  }
  const unlock = lockData(path)
  try {
    return await openLocked(path, scanRowsMax, unlock)
  } catch (error) {
    unlock()
    throw new Error(`the database ${path} cannot be used: ${error instanceof Error ? error.message : error}`, {
      cause: error,
    })
  }
}

async function openLocked(path: string, scanRowsMax: number, unlock: () => void): Promise<Store> {
  const writer = openConnection(path, { readonly: false })
  migrate(writer.raw, MIGRATIONS)
  const reader = openConnection(path, { readonly: true })
  const turns = new Turns()

  const committed = <T>(work: () => Promise<T>, isDurable: boolean): Promise<T> =>
    turns.take(async () => {
      // With WAL, NORMAL survives a crash of the process, FULL also a loss of power.
      writer.raw.pragma(`synchronous = ${isDurable ? 'full' : 'normal'}`)
      writer.raw.exec('begin immediate')
      try {
        const result = await work()
        writer.raw.exec('commit')
        return result
      } finally {
        if (writer.raw.inTransaction) writer.raw.exec('rollback')
      }
    })

  const paths = await committed(() => registerPaths({ db: writer.db, dialect: sqliteDialect }), true)
  const shared = { dialect: sqliteDialect, paths, scanRowsMax }
  const inside = storesOver({ ...shared, read: writer.db, write: (work) => work(writer.db) })
  const outside = storesOver({
    ...shared,
    read: reader.db,
    write: (work) => committed(() => work(writer.db), true),
  })
  return {
    ...outside,
    transaction: <T>(work: (stores: Stores) => Promise<T>, options?: { durable?: boolean }) =>
      committed(() => work(inside), options?.durable ?? true),
    close: () =>
      turns.take(async () => {
        await reader.db.destroy()
        await writer.db.destroy()
        unlock()
      }),
  }
}
