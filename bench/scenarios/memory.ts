import { contest } from '../contest.ts'
import { addressList, nameList } from '../generate/lists.ts'
import { type Scanned, scanned } from '../picket.ts'
import type { Check, Reading, Row } from '../report.ts'
import { type Bench, LIST_ENTRIES, type Scenario } from '../scenario.ts'
import { everySource, inputOf, type SourceLogs } from './every-source.ts'

const PEAK_BYTES_MAX = 600e6
/** Ten times the input may take so many times the memory and still count as flat: the heap's own slack. */
const GROWTH_MAX = 1.25
const SMALL_PART = 0.1

export const memory: Scenario = {
  name: 'memory',
  asks: 'peak memory with both lists loaded, on a tenth of the logs and on all of them',
  run: read,
}

async function read(bench: Bench): Promise<Reading> {
  const sources = await everySource(bench)
  const data = bench.dataDirectory
  const lists = [
    '--threat-list',
    addressList(LIST_ENTRIES, data),
    '--intel',
    `C2_DOMAIN=${nameList(LIST_ENTRIES, data)}`,
  ]
  const rows: Row[] = []
  const checks: Check[] = []
  const groups = [...sources.map((source) => [source]), sources]
  for (const group of groups) {
    const kind = group.length === 1 ? (group[0]?.kind ?? '') : 'all four'
    bench.say(`memory: ${kind}`)
    const small = group.flatMap(firstFiles)
    const whole = group.flatMap(({ logs }) => logs.files)
    const scan = (paths: readonly string[]) => () => scanned({ paths, workers: 1, options: lists })
    const best = await contest<Scanned>(
      [
        { name: 'small', run: scan(small) },
        { name: 'whole', run: scan(whole) },
      ],
      1,
    )
    const [a, b] = [best.get('small'), best.get('whole')]
    if (a?.peakBytes === undefined || b?.peakBytes === undefined)
      throw new Error('peak memory needs Linux and its /proc')
    rows.push(rowOf(`${kind}, a tenth`, a, group, SMALL_PART), rowOf(`${kind}, whole`, b, group, 1))
    checks.push(peakCheck(kind, b.peakBytes), growthCheck(kind, a.peakBytes, b.peakBytes))
  }
  const input = inputOf(sources.map(({ logs }) => logs))
  return { scenario: memory.name, asks: memory.asks, input, rows, checks, notes: [] }
}

function firstFiles({ logs }: SourceLogs): string[] {
  return logs.files.slice(0, Math.max(1, Math.round(logs.files.length * SMALL_PART)))
}

function rowOf(name: string, scan: Scanned, group: readonly SourceLogs[], part: number): Row {
  const { cpuSeconds, wallSeconds, peakBytes, stats } = scan
  const textBytes = inputOf(group.map(({ logs }) => logs)).textBytes * part
  const peak = peakBytes === undefined ? {} : { peakBytes }
  return { name, cpuSeconds, wallSeconds, share: 1, records: stats.records, textBytes, ...peak }
}

function peakCheck(kind: string, peakBytes: number): Check {
  const value = peakBytes / 1e6
  const most = PEAK_BYTES_MAX / 1e6
  return { what: `${kind}: peak`, value, unit: 'MB', target: `< ${most} MB`, met: value < most }
}

function growthCheck(kind: string, small: number, whole: number): Check {
  const value = whole / small
  return {
    what: `${kind}: peak, whole over a tenth`,
    value,
    unit: 'x',
    target: `<= ${GROWTH_MAX} x`,
    met: value <= GROWTH_MAX,
  }
}
