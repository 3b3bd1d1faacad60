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

export const workers: Scenario = {
  name: 'workers',
  asks: 'how much sooner two workers are done than one',
  run: read,
}

async function read(bench: Bench): Promise<Reading> {
  const flow = await storeLogSet(flowLogs(scaled(FLOW_RECORDS, bench), 'v2'), bench.dataDirectory)
  const calls = await storeLogSet(cloudtrailLogs(scaled(JSON_RECORDS, bench)), bench.dataDirectory)
  const options = ['--threat-list', addressList(LIST_ENTRIES, bench.dataDirectory)]
  const rows: Row[] = []
  const checks: Check[] = []
  for (const [kind, logs] of [['flow logs', flow] as const, ['CloudTrail', calls] as const]) {
    bench.say(`workers: ${kind}`)
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
    rows.push(rowOf(`${kind}, one worker`, one, logs), rowOf(`${kind}, two workers`, two, logs))
    const value = one.wallSeconds / two.wallSeconds
    checks.push(
      {
        what: `${kind}: wall time, one over two`,
        value,
        unit: 'x',
        target: `>= ${SPEEDUP_MIN} x`,
        met: value >= SPEEDUP_MIN,
      },
      sameFindings(kind, one, two),
    )
  }
  return { scenario: workers.name, asks: workers.asks, input: inputOf([flow, calls]), rows, checks, notes: [] }
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
