import assert from 'node:assert/strict'
import { test } from 'node:test'
import { findingDocument } from '../../src/aggregate/document.ts'
import { Findings } from '../../src/aggregate/findings.ts'
import { detectors } from '../../src/detect/detectors/index.ts'
import { Engine } from '../../src/detect/engine.ts'
import { START_SECONDS, timeAt } from '../../src/detect/records/record-time.ts'
import type { RawRecord } from '../../src/detect/vector.ts'
import { Inventory } from '../../src/inventory/inventory.ts'
import { everything, everythingAround } from './everything.ts'
import { geoOf, indicatorsOf, objectsOf, read } from './replay.ts'

const geo = geoOf(everythingAround.places ?? {})
const indicators = indicatorsOf(everythingAround.lists ?? {})

function startEngine(inventory: Inventory): Engine {
  return new Engine(detectors, { inventory, indicators, geo, learning: false })
}

function documents(findings: Findings) {
  return findings.all().map((finding) => findingDocument(finding, { detectorId: '0'.repeat(32), geo }))
}

/** Seconds after the start of the records, from whatever their format calls it. */
function secondsOf(record: RawRecord): number {
  const line = 'line' in record && typeof record['line'] === 'string' ? record['line'] : undefined
  const start = line?.split(' ').find((word) => /^17174\d{5}$/.test(word))
  if (start !== undefined) return Number(start) - START_SECONDS
  const json: Record<string, unknown> = { ...record }
  const time = json['eventTime'] ?? json['query_timestamp'] ?? json['requestReceivedTimestamp']
  return (Date.parse(String(time)) - Date.parse(timeAt(0))) / 1000
}

for (const cut of [60, 600, 1_260]) {
  test(`moved to another process after ${cut} seconds, the findings are those of one that stayed`, async () => {
    const early = objectsOf(everything.filter((record) => secondsOf(record) < cut))
    const late = objectsOf(everything.filter((record) => secondsOf(record) >= cut))

    const stayed = startEngine(new Inventory())
    const expected = new Findings()
    await read(early, stayed, expected, true)
    await read(late, stayed, expected)

    const first = startEngine(new Inventory())
    const findings = new Findings()
    await read(early, first, findings, true)
    const second = startEngine(Inventory.restore(structuredClone(first.context.inventory.snapshot())))
    second.restore(structuredClone(first.snapshot()))
    await read(late, second, findings)

    assert.deepEqual(documents(findings), documents(expected))
  })
}
