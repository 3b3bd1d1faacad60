import type { RawEntry } from '../list-reader.ts'
import { csvRows } from './csv-rows.ts'

/** PROOF_POINT: ip or domain, category, score, first_seen, last_seen, ports (separated by a bar). */
export function* proofPoint(text: string): Generator<RawEntry, void, void> {
  for (const row of csvRows(text)) {
    if ('reason' in row) {
      yield row
      continue
    }
    const { cells, line } = row
    const [indicator = '', , , , , ports = ''] = cells
    if (/^(ip|domain)$/i.test(indicator)) continue
    const numbers = ports
      .split('|')
      .map((port) => port.trim())
      .filter((port) => port !== '')
    if (numbers.length === 0) yield { text: indicator, line }
    for (const port of numbers)
      yield { text: indicator.includes(':') ? `[${indicator}]:${port}` : `${indicator}:${port}`, line }
  }
}
