import type { RawEntry } from '../list-reader.ts'
import { csvRows } from './csv-columns.ts'

/** PROOF_POINT: ip or domain, category, score, first_seen, last_seen, ports (separated by a bar). */
export function* proofPoint(text: string): Generator<RawEntry, void, void> {
  for (const { cells, line } of csvRows(text)) {
    const [indicator = '', , , , , ports = ''] = cells
    if (indicator === 'ip' || indicator === 'domain') continue
    const numbers = ports.split('|').filter((port) => /^\d+$/.test(port.trim()))
    if (numbers.length === 0) yield { text: indicator, line }
    for (const port of numbers)
      yield { text: indicator.includes(':') ? `[${indicator}]:${port.trim()}` : `${indicator}:${port.trim()}`, line }
  }
}
