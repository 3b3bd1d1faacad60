import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import type { Finding } from '../../model/finding.ts'
import type { Adapter } from './adapter.ts'
import { FINDINGS_A_TRANSACTION } from './crash-writer.ts'
import { DETECTOR_ID } from './records.ts'

const WRITER = fileURLToPath(new URL('crash-writer.ts', import.meta.url))
/** How many transactions are acknowledged before each kill; it comes at any moment of the next ones. */
const KILLS_AFTER = [1, 3, 10, 25, 60]

export function crashContract(adapter: Adapter): void {
  test(`${adapter.name}: kill -9 loses nothing acknowledged and leaves no half transaction`, async () => {
    const folder = await mkdtemp(join(tmpdir(), 'picket-crash-'))
    try {
      for (const transactions of KILLS_AFTER) {
        const acknowledged = await writeUntilKilled(adapter, folder, transactions)
        await assertWhole(adapter, folder, acknowledged)
      }
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  })
}

/** Answers the last transaction that the killed writer had acknowledged. */
async function writeUntilKilled(adapter: Adapter, folder: string, transactions: number): Promise<number> {
  const writer = spawn(process.execPath, [WRITER, adapter.name, folder], { stdio: ['ignore', 'pipe', 'inherit'] })
  let output = ''
  writer.stdout.setEncoding('utf8')
  writer.stdout.on('data', (text: string) => {
    output += text
    if (output.split('\n').length > transactions) writer.kill('SIGKILL')
  })
  const [, signal] = await once(writer, 'close')
  assert.equal(signal, 'SIGKILL', 'the writer writes until it is killed')
  return Number(output.split('\n').at(-2))
}

async function assertWhole(adapter: Adapter, folder: string, acknowledged: number): Promise<void> {
  const store = await adapter.open(folder)
  try {
    const last = Number(Buffer.from((await store.secrets.read('transaction')) ?? []).toString())
    assert.ok(last >= acknowledged, `${acknowledged} was acknowledged, ${last} is there`)
    assert.equal((await store.engineStates.read('live'))?.[0], last % 256)
    const documents: Finding[] = []
    for await (const document of store.findings.all(DETECTOR_ID)) documents.push(document)
    const byTransaction = Map.groupBy(documents, ({ title }) => Number(title))
    assert.equal(Math.max(...byTransaction.keys()), last)
    for (const [number, own] of byTransaction) assert.equal(own.length, FINDINGS_A_TRANSACTION, `transaction ${number}`)
    const counts: Record<string, number> = {}
    for (const { severity } of documents) counts[severity.toFixed(1)] = (counts[severity.toFixed(1)] ?? 0) + 1
    assert.deepEqual(await store.findings.countBySeverity({ detectorIds: [DETECTOR_ID], criteria: [] }), counts)
    for (let team = 0; team < 3; team++) {
      const value = {
        path: 'resource.instanceDetails.tags.value',
        operator: 'equals' as const,
        values: [{ text: `t${team}`, number: null }],
      }
      const indexed = await store.findings.countBySeverity({ detectorIds: [DETECTOR_ID], criteria: [value] })
      const tagged = documents.filter(({ resource }) => resource.instanceDetails?.tags?.[0]?.value === `t${team}`)
      assert.equal(
        Object.values(indexed).reduce((sum, count) => sum + count, 0),
        tagged.length,
      )
    }
  } finally {
    await store.close()
  }
}
