import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { buildIndicators } from './indicators.ts'
import { ordinaryHour } from './life/ordinary-life.ts'
import { buildOrganisation } from './organisation/organisation.ts'
import { inventoryDocument } from './output/inventory.ts'
import { LogObjects } from './output/log-objects.ts'
import { readme, scanCommand } from './output/readme.ts'
import { truthDocument } from './output/truth.ts'
import { planAttacks } from './plan.ts'
import { Random } from './random.ts'
import type { FlowFormat } from './records/flow-line.ts'
import type { LogSource } from './records/log-record.ts'
import { dayMs, hourMs, isoSeconds } from './time-text.ts'

/** A Monday. */
const START_DEFAULT = '2026-03-02T00:00:00Z'

const LIMITS = {
  days: { least: 1, most: 90, usual: 1 },
  people: { least: 6, most: 500, usual: 20 },
  instances: { least: 12, most: 2_000, usual: 30 },
} as const

export interface SimulateOptions {
  /** A directory that is empty or does not exist. */
  out: string
  /** Any text or number; the same seed and options give the same bytes. Default 1. */
  seed?: number | string
  days?: number
  people?: number
  instances?: number
  /** ISO 8601; the first hour of the logs. */
  start?: string
  /** Attack names or finding types. Default all. */
  attacks?: 'all' | 'none' | readonly string[]
  /** Default v5. */
  flowFormat?: FlowFormat
  /** Told, before each hour of logs, how many are written. */
  onProgress?: (hoursDone: number, hours: number) => void
}

export interface Summary {
  out: string
  seed: string
  start: string
  days: number
  files: number
  /** Of the logs before compression, and after. */
  bytes: number
  compressedBytes: number
  records: Record<LogSource, number>
  attacks: string[]
  /** How many findings `truth.json` expects. */
  expected: number
  /** The command that scans what was written. */
  scanCommand: string
}

/** Writes an invented organisation's logs, hour by hour, with the lists and the truth that a scan of them is held to. */
export async function simulate(options: SimulateOptions): Promise<Summary> {
  const { out, seed = 1, attacks = 'all', flowFormat = 'v5' } = options
  const start = startOf(options.start ?? START_DEFAULT)
  const days = within('days', options.days)
  const scale = { people: within('people', options.people), instances: within('instances', options.instances) }
  const random = new Random(`picket/${seed}`)
  const organisation = buildOrganisation(scale, start, random.fork('organisation'))
  const indicators = buildIndicators(random.fork('indicators'))
  const plan = planAttacks({ organisation, indicators, start, days, random: random.fork('plan'), attacks })

  await makeEmpty(out)
  const objects = new LogObjects(out, { organisation, flowFormat, random: random.fork('objects') })
  let written = Promise.resolve()
  for (let hour = 0; hour < days * 24; hour += 1) {
    const from = start + hour * hourMs
    const ordinary = ordinaryHour({ organisation, start: from, random: random.fork(`hour-${hour}`) })
    await written
    options.onProgress?.(hour, days * 24)
    written = objects.writeHour(from, ordinary, plan.recordsOf(hour))
  }
  await written

  const lists = Object.values(indicators)
  await mkdir(join(out, 'lists'))
  for (const list of lists)
    await writeFile(join(out, list.file), `# Invented: ${list.about}\n${list.entries.join('\n')}\n`)
  const truth = truthDocument({ seed: String(seed), start, days, lists, plan, records: objects.records })
  await writeJson(out, 'truth.json', truth)
  await writeJson(out, 'inventory.json', inventoryDocument(organisation))
  await writeFile(
    join(out, 'README.txt'),
    readme({ lists, start, end: start + days * dayMs, expected: truth.expected.length }),
  )

  return {
    out,
    seed: String(seed),
    start: isoSeconds(start),
    days,
    files: objects.files,
    bytes: objects.bytes,
    compressedBytes: objects.compressedBytes,
    records: objects.records,
    attacks: plan.attacks,
    expected: truth.expected.length,
    scanCommand: scanCommand(lists, out),
  }
}

function startOf(text: string): number {
  const time = Date.parse(text)
  if (Number.isNaN(time)) throw new RangeError(`start must be an ISO 8601 time, not ${text}`)
  return time - (time % hourMs)
}

function within(name: keyof typeof LIMITS, value: number | undefined): number {
  const { least, most, usual } = LIMITS[name]
  if (value === undefined) return usual
  if (!Number.isInteger(value) || value < least || value > most)
    throw new RangeError(`${name} must be a whole number from ${least} to ${most}`)
  return value
}

/** Logs of two simulations in one directory would have two truths. */
async function makeEmpty(directory: string): Promise<void> {
  await mkdir(directory, { recursive: true })
  if ((await readdir(directory)).length > 0) throw new RangeError(`${directory} is not empty`)
}

async function writeJson(out: string, name: string, document: unknown): Promise<void> {
  await writeFile(join(out, name), `${JSON.stringify(document, null, 2)}\n`)
}
