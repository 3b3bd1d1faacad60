import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Store } from '../../src/store/ports.ts'
import { openSqliteStore } from '../../src/store/sqlite/open-sqlite-store.ts'
import type { Bench } from '../scenario.ts'
import { ACCOUNT_ID, DETECTOR_ID, END_MS, madeFinding, REGION } from './made-findings.ts'

/** Grow this when the findings or their tables change, so that a store of before is not re-used. */
const GENERATION = 1
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
    const store = await openSqliteStore({ path })
    await fill(store, findings, bench)
    await store.close()
    writeFileSync(manifest, wanted)
  }
  return { dataDir, path, bytes: statSync(path).size }
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
