import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import Database from 'better-sqlite3'
import { accountsContract } from '../contract/accounts-contract.ts'
import { configurationContract } from '../contract/configuration-contract.ts'
import { crashContract } from '../contract/crash-contract.ts'
import { findingsContract } from '../contract/findings-contract.ts'
import { queryContract } from '../contract/query-contract.ts'
import { workContract } from '../contract/work-contract.ts'
import { openSqliteStore } from './open-sqlite-store.ts'
import { sqliteAdapter } from './sqlite-adapter.ts'

configurationContract(sqliteAdapter)
accountsContract(sqliteAdapter)
workContract(sqliteAdapter)
findingsContract(sqliteAdapter)
queryContract(sqliteAdapter)
crashContract(sqliteAdapter)

function inFolder(body: (path: string, folder: string) => Promise<void>): () => Promise<void> {
  return async () => {
    const folder = mkdtempSync(join(tmpdir(), 'picket-sqlite-'))
    try {
      await body(join(folder, 'data', 'picket.db'), folder)
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  }
}

test(
  'the data belongs to its owner alone',
  inFolder(async (path, folder) => {
    const store = await openSqliteStore({ path })
    const mode = (file: string) => (statSync(file).mode & 0o777).toString(8)
    assert.equal(mode(join(folder, 'data')), '700')
    assert.deepEqual([path, `${path}-wal`, `${path}-shm`, `${path}.lock`].map(mode), ['600', '600', '600', '600'])
    await store.close()
  }),
)

test(
  'a second process on the same data is told so',
  inFolder(async (path) => {
    const store = await openSqliteStore({ path })
    await assert.rejects(openSqliteStore({ path }), /is in use by another Picket process/)
    await store.close()
    await (await openSqliteStore({ path })).close()
  }),
)

test(
  'data of a later version is refused, and left as it is',
  inFolder(async (path) => {
    await (await openSqliteStore({ path })).close()
    const database = new Database(path)
    database.exec("insert into migration (number, name) values (999, 'later')")
    database.close()
    await assert.rejects(openSqliteStore({ path }), /schema version 999.*written by a later version/)
    await assert.rejects(openSqliteStore({ path }), /schema version 999/, 'the lock was given back')
  }),
)

test(
  'a file that is no database is refused with its name',
  inFolder(async (path, folder) => {
    await (await openSqliteStore({ path: join(folder, 'data', 'other.db') })).close()
    const { writeFileSync } = await import('node:fs')
    writeFileSync(path, 'this is no database, but long enough to be looked at as one '.repeat(20))
    await assert.rejects(openSqliteStore({ path }), (error: Error) => error.message.includes(path))
  }),
)
