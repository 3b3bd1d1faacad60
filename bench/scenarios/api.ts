import { findingsStore } from '../api/findings-store.ts'
import { httpFigures } from '../api/http-figures.ts'
import { storeFigures } from '../api/store-figures.ts'
import type { Reading } from '../report.ts'
import { type Bench, type Scenario, scaled } from '../scenario.ts'

const FINDINGS = 1_000_000

export const api: Scenario = {
  name: 'api',
  asks: 'how long reading and writing findings takes when one detector has a million',
  byName: true,
  run: read,
}

async function read(bench: Bench): Promise<Reading> {
  const findings = scaled(FINDINGS, bench)
  const store = await findingsStore(bench, findings)
  const direct = await storeFigures(bench, store, findings)
  const served = await httpFigures(bench, store, findings)
  const checks = [...direct.checks, ...served.checks]
  const notes = [...direct.notes, ...served.notes]
  const input = { records: findings, textBytes: store.bytes, gzipBytes: store.bytes, files: 1 }
  return { scenario: api.name, asks: api.asks, input, rows: [], checks, notes }
}
