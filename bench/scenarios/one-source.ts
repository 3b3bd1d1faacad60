import { type Baseline, isInstalled } from '../baselines/baseline.ts'
import { contest } from '../contest.ts'
import type { LogSet } from '../generate/log-set.ts'
import { type StoredLogs, storeLogSet } from '../generate/store-log-set.ts'
import { measure, type Usage } from '../measure.ts'
import { faultOf, type Scanned, scanned } from '../picket.ts'
import type { Check, Reading, Row } from '../report.ts'
import { type Bench, type Scenario, scaled } from '../scenario.ts'

/** A scenario about one kind of logs: Picket with one worker beside other programs on the same files. */
export interface OneSource {
  name: string
  asks: string
  byName?: true
  records: number
  logsOf(records: number): LogSet
  /** Lists and the baselines that use them, once the logs are there. */
  prepare(logs: StoredLogs, bench: Bench): Promise<{ options: string[]; baselines: Baseline[] }>
}

const PICKET = 'picket scan'
const START = 'picket scan of one record'

export function oneSource(source: OneSource): Scenario {
  const { name, asks, byName } = source
  return { name, asks, ...(byName ? { byName } : {}), run: (bench) => read(source, bench) }
}

async function read(source: OneSource, bench: Bench): Promise<Reading> {
  const { name, asks } = source
  const records = scaled(source.records, bench)
  bench.say(`${name}: ${records} records`)
  const logs = await storeLogSet(source.logsOf(records), bench.dataDirectory)
  const oneRecord = await storeLogSet(source.logsOf(1), bench.dataDirectory)
  const { options, baselines } = await source.prepare(logs, bench)
  const present = baselines.filter(({ needs }) => needs === undefined || isInstalled(needs))
  const notes = baselines
    .filter((one) => !present.includes(one))
    .map((one) => `${one.needs} is not installed: no ${one.name}`)

  const scan = (of: StoredLogs) => () => scanned({ paths: [of.directory], workers: 1, options })
  const best = await contest<Usage | Scanned>(
    [
      { name: PICKET, run: scan(logs) },
      ...present.map((baseline) => ({ name: baseline.name, run: () => measure(baseline.command) })),
      { name: START, run: scan(oneRecord) },
    ],
    bench.rounds,
  )
  const picket = best.get(PICKET)
  if (picket === undefined || !('stats' in picket)) throw new Error('picket did not run')
  const fault = faultOf(picket, records)
  if (fault !== undefined) notes.push(fault)
  const rows = [
    row(PICKET, picket, logs, 1),
    ...present.map((baseline) => compared(baseline, best.get(baseline.name), picket, logs)),
    row(START, best.get(START), oneRecord, 1),
  ]
  const checks = [readCheck(fault), ...present.flatMap((baseline) => checkOf(baseline, rows))]
  const { textBytes, gzipBytes, files } = logs
  return { scenario: name, asks, input: { records, textBytes, gzipBytes, files: files.length }, rows, checks, notes }
}

function row(name: string, usage: Usage | undefined, logs: StoredLogs, share: number): Row {
  if (usage === undefined) throw new Error(`${name} did not run`)
  const { cpuSeconds, wallSeconds, peakBytes } = usage
  const { records, textBytes } = logs
  const times = { cpuSeconds: cpuSeconds / share, wallSeconds: wallSeconds / share }
  return { name, ...times, share, records, textBytes, ...(peakBytes === undefined ? {} : { peakBytes }) }
}

function compared(baseline: Baseline, usage: Usage | undefined, picket: Usage, logs: StoredLogs): Row {
  const measured = row(baseline.name, usage, logs, baseline.share ?? 1)
  return { ...measured, picketCpuRatio: picket.cpuSeconds / measured.cpuSeconds }
}

function checkOf({ name, picketCpuRatioMax }: Baseline, rows: readonly Row[]): Check[] {
  const value = rows.find((one) => one.name === name)?.picketCpuRatio
  if (picketCpuRatioMax === undefined || value === undefined) return []
  const target = `<= ${picketCpuRatioMax} x`
  return [{ what: `CPU time against ${name}`, value, unit: 'x', target, met: value <= picketCpuRatioMax }]
}

function readCheck(fault: string | undefined): Check {
  const met = fault === undefined
  return { what: 'everything read, listed remotes found', value: met ? 1 : 0, unit: '', target: '1', met }
}
