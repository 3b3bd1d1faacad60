import type { RawEntry } from '../list-reader.ts'
import { csvRows } from './csv-rows.ts'

const TYPES = new Set(['cidr', 'ipv4', 'ipv6', 'domain', 'hostname', 'fqdn'])

/** OTX_CSV: a header, then type, indicator, description; of the types, addresses, blocks and names are taken. */
export function* otxCsv(text: string): Generator<RawEntry, void, void> {
  for (const row of csvRows(text)) {
    if ('reason' in row) {
      yield row
      continue
    }
    const [type = '', indicator = '', description = ''] = row.cells
    if (type.toLowerCase() === 'indicator type') continue
    if (TYPES.has(type.toLowerCase())) yield { text: indicator, threatName: description, line: row.line }
    else yield { line: row.line, reason: `indicators of type ${type.slice(0, 40)} are not used` }
  }
}
