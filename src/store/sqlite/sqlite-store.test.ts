import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import Database from 'better-sqlite3'
import { accountsContract } from '../contract/accounts-contract.ts'
import { configurationContract } from '../contract/configuration-contract.ts'
import { crashContract } from '../contract/crash-contract.ts'
import { findingsContract } from '../contract/findings-contract.ts'
import { queryContract } from '../contract/query-contract.ts'
import { DETECTOR_ID, detector, finding } from '../contract/records.ts'
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
    writeFileSync(path, 'this is no database, but long enough to be looked at as one '.repeat(20))
    await assert.rejects(openSqliteStore({ path }), (error: Error) => error.message.includes(path))
  }),
)

test(
  'an attribute that a later version is the first to index is indexed for the findings there are',
  inFolder(async (path) => {
    const before = await openSqliteStore({ path })
    await before.detectors.insert(detector())
    await before.findings.put([finding(1), finding(2), finding(3)])
    await before.close()
    const database = new Database(path)
    const attribute = 'resource.instanceDetails.tags.value'
    const { number } = database
      .prepare<string, { number: number }>('select number from attribute_path where path = ?')
      .get(attribute) ?? { number: 0 }
    database.prepare('delete from finding_text where path = ?').run(number)
    database.prepare('delete from attribute_path where number = ?').run(number)
    database.close()
    const store = await openSqliteStore({ path })
    const criteria = [{ path: attribute, operator: 'equals' as const, values: [{ text: 't1', number: null }] }]
    const { ids } = await store.findings.list({ detectorIds: [DETECTOR_ID], criteria, limit: 5 })
    assert.deepEqual(ids, [finding(1).document.id])
    await store.close()
  }),
)
