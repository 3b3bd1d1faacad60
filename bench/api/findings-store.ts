import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import type { Store } from '../../src/store/ports.ts'
import { openSqliteStore } from '../../src/store/sqlite/open-sqlite-store.ts'
import type { Bench } from '../scenario.ts'
import { ACCOUNT_ID, DETECTOR_ID, END_MS, madeFinding, REGION } from './made-findings.ts'

/** Grow this when the findings or their tables change, so that a store of before is not re-used. */
const GENERATION = 2
const FINDINGS_AT_ONCE = 1_000

export interface FindingsStore {
  /** A data directory of the service. */
  dataDir: string
  path: string
  bytes: number
}

/** A store with so many findings in one detector, made or found from an earlier run. */
export async function findingsStore(bench: Bench, findings: number): Promise<FindingsStore> {
  const dataDir = join(bench.dataDirectory, `findings-${findings}`)
  const path = join(dataDir, 'picket.db')
  const manifest = join(dataDir, 'manifest.json')
  const wanted = JSON.stringify({ generation: GENERATION, findings })
  if (!existsSync(manifest) || readFileSync(manifest, 'utf8') !== wanted) {
    rmSync(dataDir, { recursive: true, force: true })
    mkdirSync(dataDir, { recursive: true })
    await (await openSqliteStore({ path })).close()
    const indexes = takeIndexes(path)
    const store = await openSqliteStore({ path })
    await fill(store, findings, bench)
    await store.close()
    bench.say('api: the indexes are made')
    giveIndexes(path, indexes)
    writeFileSync(manifest, wanted)
  }
  return { dataDir, path, bytes: statSync(path).size }
}

/** Indexes that only lists need: made of all findings at once they take minutes less than one finding after the other. */
function takeIndexes(path: string): string[] {
  const database = new Database(path)
  const indexes = database
    .prepare<[], { name: string; sql: string }>(
      "select name, sql from sqlite_schema where type = 'index' and tbl_name = 'finding' and sql not like 'create unique%'",
    )
    .all()
  for (const { name } of indexes) database.exec(`drop index ${name}`)
  database.close()
  return indexes.map(({ sql }) => sql)
}

function giveIndexes(path: string, indexes: readonly string[]): void {
  const database = new Database(path)
  for (const index of indexes) database.exec(index)
  database.close()
}

async function fill(store: Store, findings: number, bench: Bench): Promise<void> {
  await store.detectors.insert({
    id: DETECTOR_ID,
    accountId: ACCOUNT_ID,
    region: REGION,
    enabled: true,
    findingPublishingFrequency: 'SIX_HOURS',
    dataSources: { s3Logs: true, kubernetesAuditLogs: true },
    createdAt: END_MS,
    updatedAt: END_MS,
  })
  for (let first = 0; first < findings; first += FINDINGS_AT_ONCE) {
    const count = Math.min(FINDINGS_AT_ONCE, findings - first)
    const batch = Array.from({ length: count }, (_, i) => madeFinding(first + i))
    await store.transaction((stores) => stores.findings.put(batch), { durable: false })
    if (first % 50_000 === 0) bench.say(`api: ${first.toLocaleString('en-US')} findings are in the store`)
  }
}
