import { detectorsOf } from '../src/cli/finding-type-page.ts'
import type { RawRecord, Vector } from '../src/detect/vector.ts'
import type { FindingTypeEntry } from '../src/model/catalogue/index.ts'
import { objectsOf, replayObjects } from '../test/replay/replay.ts'
import { compactJson } from './compact-json.ts'

const RECORDS_SHOWN_MAX = 2

/** The first case of a type that fires, taken through the whole path: what went in, and what came out. */
export async function exampleOf(entry: FindingTypeEntry): Promise<string[]> {
  for (const detector of detectorsOf(entry)) {
    const vector = detector.vectors.find(({ finds, type = entry.type }) => finds > 0 && type === entry.type)
    if (vector === undefined) continue
    const { findings } = await replayObjects(objectsOf(vector.records), [detector], vector)
    const finding = findings.find(({ type }) => type === entry.type)
    if (finding === undefined) continue
    return [
      '## Example',
      '',
      `Of the tests: ${vector.name}.${listsOf(vector)}`,
      '',
      ...recordsOf(vector.records),
      '',
      'The finding:',
      '',
      '```json',
      compactJson(finding),
      '```',
    ]
  }
  return []
}

function listsOf({ lists = {}, history = [] }: Vector): string {
  const named = Object.entries(lists).map(([category, [first, ...more]]) => {
    const others = more.length > 0 ? ` and ${more.length} more` : ''
    return ` The list ${category} has \`${first}\`${others}.`
  })
  return `${named.join('')}${history.length > 0 ? ` ${history.length} records of earlier days were learnt from.` : ''}`
}

function recordsOf(records: readonly RawRecord[]): string[] {
  const shown = records.slice(0, RECORDS_SHOWN_MAX)
  const more = records.length - shown.length
  const rest = more > 0 ? ['', `… and ${more} more ${more === 1 ? 'record' : 'records'}.`] : []
  const [first] = shown
  if (first !== undefined && isFlowLine(first)) {
    const lines = shown.filter(isFlowLine).map(({ line }) => line)
    return ['```', first.header, ...lines, '```', ...rest]
  }
  return ['```json', ...shown.map((record) => compactJson(record)), '```', ...rest]
}

function isFlowLine(record: RawRecord): record is Extract<RawRecord, { header: string }> {
  return typeof record['header'] === 'string' && typeof record['line'] === 'string'
}
