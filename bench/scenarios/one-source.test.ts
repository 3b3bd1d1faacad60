import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { dnsLogs } from '../generate/dns.ts'
import { nameList } from '../generate/lists.ts'
import { readingText } from '../report.ts'
import type { Bench } from '../scenario.ts'
import { oneSource } from './one-source.ts'

const dataDirectory = mkdtempSync(join(tmpdir(), 'picket-bench-'))
after(() => rmSync(dataDirectory, { recursive: true }))
const bench: Bench = { dataDirectory, rounds: 1, scale: 1, say: () => {} }
const slow = { script: 'i=0; while [ $i -lt 60000 ]; do i=$((i+1)); done', args: [] }

test('a scenario reads everything, finds what is listed, and says what it measured', async () => {
  const scenario = oneSource({
    name: 'few-names',
    asks: 'a thousand queries',
    records: 1_000,
    logsOf: dnsLogs,
    async prepare() {
      return {
        options: ['--intel', `C2_DOMAIN=${nameList(1_000, dataDirectory)}`],
        baselines: [
          {
            name: 'half of a loop',
            command: { ...slow, script: `(${slow.script})` },
            share: 0.5,
            picketCpuRatioMax: 1_000,
          },
          { name: 'absent', needs: 'no-such-program-anywhere', command: slow },
        ],
      }
    },
  })
  const reading = await scenario.run(bench)
  assert.deepEqual(reading.notes, ['no-such-program-anywhere is not installed: no absent'])
  assert.ok(reading.checks.every(({ met }) => met))
  assert.equal(reading.checks.length, 2)
  const [picket, loop] = reading.rows
  assert.ok(picket !== undefined && loop !== undefined)
  assert.equal(picket.records, 1_000)
  assert.equal(loop.picketCpuRatio, picket.cpuSeconds / loop.cpuSeconds)
  assert.match(readingText(reading), /half of a loop \(50 % of the files, scaled up\)/)
})

test('a scan that finds nothing misses its target and says so', async () => {
  const empty = join(dataDirectory, 'empty.txt')
  writeFileSync(empty, '# nothing\n')
  const scenario = oneSource({
    name: 'no-names',
    asks: 'without a list',
    records: 1_000,
    logsOf: dnsLogs,
    prepare: async () => ({ options: ['--intel', `C2_DOMAIN=${empty}`], baselines: [] }),
  })
  const reading = await scenario.run(bench)
  assert.ok(reading.notes.some((note) => note.includes('found nothing')))
  assert.match(readingText(reading), /MISSED/)
})
