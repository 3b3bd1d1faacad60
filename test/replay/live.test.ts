import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { newDetector } from '../../src/api/detector-document.ts'
import { detectors } from '../../src/detect/detectors/index.ts'
import type { RawRecord, Vector } from '../../src/detect/vector.ts'
import { ExtractThreads } from '../../src/server/extract-objects.ts'
import { ListCompiler } from '../../src/server/live/list-compiler.ts'
import { LiveDetection } from '../../src/server/live/live-detection.ts'
import { openSqliteStore } from '../../src/store/sqlite/open-sqlite-store.ts'
import { geoOf, objectsOf, replayObjects } from './replay.ts'

const folder = mkdtempSync(join(tmpdir(), 'picket-live-'))
after(() => rmSync(folder, { recursive: true, force: true }))
const PIECES = 6

/** Cases of flow windows that fire without lists: their state has to outlast a batch. */
const TYPES = [
  'Impact:EC2/PortSweep',
  'Recon:EC2/Portscan',
  'UnauthorizedAccess:EC2/SSHBruteForce',
  'Backdoor:EC2/DenialOfService.Tcp',
]

function caseOf(type: string): Vector {
  const vectors = detectors.filter(({ types }) => types.some((one) => one === type)).flatMap((one) => one.vectors)
  const found = vectors.find((one) => one.finds > 0 && one.lists === undefined && one.history === undefined)
  assert.ok(found, `${type} has a case without lists`)
  return found
}

/** And a record of an hour later: windows that wait for answers are judged once time has gone on. */
function withLater(records: readonly RawRecord[]): RawRecord[] {
  const [first] = records.toSorted((a, b) => startOf(b) - startOf(a))
  const later = String(first['line']).replaceAll(/\b(1[67]\d{8})\b/g, (seconds) => String(Number(seconds) + 3_600))
  return [...records, { header: String(first['header']), line: later }]
}

/** The same number of records in each piece, in order of time. */
function cut(records: readonly RawRecord[]): RawRecord[][] {
  const ordered = records.toSorted((a, b) => startOf(a) - startOf(b))
  const size = Math.ceil(records.length / PIECES)
  return Array.from({ length: PIECES }, (_, piece) => ordered.slice(piece * size, (piece + 1) * size)).filter(
    (piece) => piece.length > 0,
  )
}

function startOf({ header, line }: RawRecord): number {
  const column = String(header).split(' ').indexOf('start')
  return Number(String(line).split(' ')[column])
}

/** What a service finds in pieces that come one after another; restarted before each when `restarting`. */
async function live(place: { accountId: string; region: string }, pieces: readonly RawRecord[][], restarting: boolean) {
  const store = await openSqliteStore({ path: join(mkdtempSync(join(folder, 'store-')), 'picket.db') })
  const detector = newDetector({ id: '1'.repeat(32), ...place, createdAt: 0 })
  await store.detectors.insert(detector)
  const threads = new ExtractThreads(1)
  const start = async () => {
    const started = new LiveDetection({
      store,
      config: { accounts: [], lateness: 0 },
      rules: detectors,
      lists: new ListCompiler([]),
      threads,
      geo: geoOf({}),
      clock: () => 1_000_000,
      seed: () => {},
    })
    await started.restore()
    return started
  }
  let detection = await start()
  for (const [index, piece] of pieces.entries()) {
    for (const bytes of objectsOf(piece)) {
      const id = createHash('sha256').update(bytes).digest('hex')
      await store.pendingObjects.add({ id, name: id, ...place, receivedAt: index, bytes })
    }
    if (restarting) {
      detection.close()
      detection = await start()
    }
    await detection.batch(index === pieces.length - 1)
  }
  const found: string[] = []
  for await (const { type, service } of store.findings.all(detector.id)) found.push(`${type} ${service.count}`)
  detection.close()
  await store.close()
  return found.sort()
}

for (const type of TYPES) {
  test(`${type}: batches and restarts in between change nothing`, async () => {
    const records = withLater(caseOf(type).records)
    const [finding] = (await replayObjects(objectsOf(records), detectors)).findings
    assert.ok(finding)
    const { accountId, region } = finding
    const whole = await live({ accountId, region }, [records], false)
    assert.ok(whole.length > 0)
    assert.deepEqual(await live({ accountId, region }, cut(records), false), whole)
    assert.deepEqual(await live({ accountId, region }, cut(records), true), whole)
  })
}
