import { contest } from '../contest.ts'
import { cloudtrailLogs } from '../generate/cloudtrail.ts'
import { flowLogs } from '../generate/flow-logs.ts'
import { addressList } from '../generate/lists.ts'
import { type StoredLogs, storeLogSet } from '../generate/store-log-set.ts'
import { type Scanned, scanned } from '../picket.ts'
import type { Check, Reading, Row } from '../report.ts'
import { type Bench, FLOW_RECORDS, JSON_RECORDS, LIST_ENTRIES, type Scenario, scaled } from '../scenario.ts'
import { inputOf } from './every-source.ts'

const SPEEDUP_MIN = 1.6
/**
 * The other scenarios' logs are read in three seconds, of which starting, the list and each thread's own compilation take
 * one. What a second worker is worth shows on more; for the smaller size it is told, and promised nothing.
 */
const LARGER = 4

export const workers: Scenario = {
  name: 'workers',
  asks: 'how much sooner two workers are done than one',
  run: read,
}

async function read(bench: Bench): Promise<Reading> {
  const options = ['--threat-list', addressList(LIST_ENTRIES, bench.dataDirectory)]
  const all: StoredLogs[] = []
  const rows: Row[] = []
  const checks: Check[] = []
  const notes: string[] = []
  for (const times of [1, LARGER]) {
    const sets = [
      ['flow logs', flowLogs(scaled(times * FLOW_RECORDS, bench), 'v2')],
      ['CloudTrail', cloudtrailLogs(scaled(times * JSON_RECORDS, bench))],
    ] as const
    for (const [source, set] of sets) {
      const logs = await storeLogSet(set, bench.dataDirectory)
      const kind = `${source}, ${(logs.records / 1e6).toLocaleString('en')} M`
      bench.say(`workers: ${kind}`)
      const { one, two } = await oneAndTwo(logs, options, bench)
      all.push(logs)
      rows.push(rowOf(`${kind}, one worker`, one, logs), rowOf(`${kind}, two workers`, two, logs))
      const value = one.wallSeconds / two.wallSeconds
      if (times === LARGER) checks.push(speedup(kind, value))
      else notes.push(`${kind}: two workers are done ${value.toFixed(2)} times as soon, starting included`)
      checks.push(sameFindings(kind, one, two))
    }
  }
  return { scenario: workers.name, asks: workers.asks, input: inputOf(all), rows, checks, notes }
}

async function oneAndTwo(logs: StoredLogs, options: string[], bench: Bench): Promise<{ one: Scanned; two: Scanned }> {
  const scan = (count: number) => () => scanned({ paths: [logs.directory], workers: count, options })
  const best = await contest<Scanned>(
    [
      { name: 'one', run: scan(1) },
      { name: 'two', run: scan(2) },
    ],
    bench.rounds,
  )
  const one = best.get('one')
  const two = best.get('two')
  if (one === undefined || two === undefined) throw new Error('picket did not run')
  return { one, two }
}

function speedup(kind: string, value: number): Check {
  const target = `>= ${SPEEDUP_MIN} x`
  return { what: `${kind}: wall time, one over two`, value, unit: 'x', target, met: value >= SPEEDUP_MIN }
}

function rowOf(name: string, { cpuSeconds, wallSeconds, peakBytes }: Scanned, logs: StoredLogs): Row {
  const { records, textBytes } = logs
  return {
    name,
    cpuSeconds,
    wallSeconds,
    share: 1,
    records,
    textBytes,
    ...(peakBytes === undefined ? {} : { peakBytes }),
  }
}

function sameFindings(kind: string, one: Scanned, two: Scanned): Check {
  const value = two.stats.findings - one.stats.findings
  return { what: `${kind}: findings more or fewer with two`, value, unit: '', target: '0', met: value === 0 }
}
