import { findingDocument } from '../../src/aggregate/document.ts'
import { Findings } from '../../src/aggregate/findings.ts'
import { correlate } from '../../src/detect/correlate.ts'
import type { Detector } from '../../src/detect/detector.ts'
import { Engine } from '../../src/detect/engine.ts'
import { type ExtractCounts, Extractor } from '../../src/detect/extract.ts'
import { screenOf } from '../../src/detect/screen.ts'
import type { Topic } from '../../src/detect/topic.ts'
import type { RawRecord, Vector } from '../../src/detect/vector.ts'
import { RunStore } from '../../src/ingest/run-store.ts'
import { isCategory } from '../../src/intel/category.ts'
import type { Geo } from '../../src/intel/geo.ts'
import { type Indicators, IndicatorsBuilder } from '../../src/intel/indicators.ts'
import { parseList } from '../../src/intel/parse-list.ts'
import { Inventory, LEARNT_CALLS } from '../../src/inventory/inventory.ts'
import type { Finding } from '../../src/model/finding.ts'
import { Decoder } from '../../src/normalize/decoder.ts'
import { SCAN_DETECTOR_ID } from '../../src/server/pipeline.ts'

export interface Replayed {
  findings: Finding[]
  counts: ExtractCounts
  engine: Engine
}

export type Surroundings = Pick<Vector, 'lists' | 'places' | 'history' | 'inventory'>

/** Takes log objects, each as bytes, through the whole path as a scan does. */
export async function replayObjects(
  objects: readonly Uint8Array[],
  detectors: readonly Detector[],
  around: Surroundings = {},
): Promise<Replayed> {
  const indicators = indicatorsOf(around.lists ?? {})
  const inventory = new Inventory()
  if (around.inventory !== undefined) inventory.load(around.inventory, {})
  const geo = geoOf(around.places ?? {})
  const engine = new Engine(detectors, { inventory, indicators, geo, learning: false })
  const findings = new Findings()
  if (around.history !== undefined) {
    engine.context.learning = true
    await read(objectsOf(around.history), engine, findings)
    engine.context.learning = false
  }
  const counts = await read(objects, engine, findings)
  return {
    findings: findings.all().map((finding) => findingDocument(finding, { detectorId: SCAN_DETECTOR_ID, geo })),
    counts,
    engine,
  }
}

/** One closed set of objects into an engine; `unfinished` when more comes later. */
export async function read(
  objects: readonly Uint8Array[],
  engine: Engine,
  findings: Findings,
  unfinished = false,
): Promise<ExtractCounts> {
  const { inventory, indicators } = engine.context
  const runs = new RunStore()
  const topics: Topic[] = engine.states().flatMap(({ select }) => [...select])
  const screen = screenOf([...topics, ...LEARNT_CALLS.map((name) => `call:${name}` as Topic)])
  const extractor = new Extractor(screen, indicators, runs)
  for (const bytes of objects) {
    const decoder = new Decoder(extractor, { context: { accountId: '000000000000', region: 'us-east-1' } })
    decoder.write(bytes)
    await decoder.end()
    extractor.flush()
  }
  const input = {
    candidates: runs.candidateCursors(),
    flows: runs.rowCursors(),
    ...(unfinished ? { until: Number.POSITIVE_INFINITY } : {}),
    ownAddress: (subject: Parameters<typeof extractor.ownAddresses.of>[0]) => extractor.ownAddresses.of(subject),
  }
  for (const _minute of correlate(input, engine, (signal) => findings.add(signal, inventory)));
  runs.close()
  return extractor.takeCounts()
}

/** Log objects as sources write them: JSON lines, and flow logs under their header. */
export function objectsOf(records: readonly RawRecord[]): Uint8Array[] {
  const lines: string[] = []
  const flows = new Map<string, string[]>()
  for (const record of records) {
    if (isFlowLine(record)) flows.set(record.header, [...(flows.get(record.header) ?? []), record.line])
    else lines.push(JSON.stringify(record))
  }
  const texts = [...flows].map(([header, rows]) => [header, ...rows].join('\n'))
  if (lines.length > 0) texts.push(lines.join('\n'))
  return texts.map((text) => Buffer.from(`${text}\n`))
}

function isFlowLine(record: RawRecord): record is Extract<RawRecord, { header: string }> {
  return typeof record['header'] === 'string' && typeof record['line'] === 'string'
}

export function indicatorsOf(lists: NonNullable<Vector['lists']>): Indicators {
  const builder = new IndicatorsBuilder()
  for (const [category, entries] of Object.entries(lists)) {
    if (!isCategory(category)) throw new Error(`no such category: ${category}`)
    builder.add(category, parseList(Buffer.from(entries.join('\n'))), `test ${category}`)
  }
  return builder.build()
}

export function geoOf(places: NonNullable<Vector['places']>): Geo {
  return {
    warnings: [],
    locate(address) {
      const place = places[address]
      if (place === undefined) return {}
      const { country, city, lat, lon, asn } = place
      return { countryName: country, cityName: city, lat, lon, ...(asn === undefined ? {} : { asn: Number(asn) }) }
    },
  }
}
