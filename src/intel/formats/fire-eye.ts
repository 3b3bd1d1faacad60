import type { RawEntry } from '../list-reader.ts'
import { csvRows } from './csv-rows.ts'

/** Columns that hold indicators, of the 47 that the header names. */
const COLUMNS = ['ip', 'cidr', 'sourceip', 'domain']

/** FIRE_EYE: a report a row; addresses, blocks and names are in columns named by the header. */
export function* fireEye(text: string): Generator<RawEntry, void, void> {
  let columns: number[] | undefined
  let family = -1
  for (const row of csvRows(text)) {
    if ('reason' in row) yield row
    else if (columns === undefined) {
      const names = row.cells.map((cell) => cell.toLowerCase())
      columns = COLUMNS.map((name) => names.indexOf(name)).filter((column) => column >= 0)
      family = names.indexOf('malwarefamily')
      if (columns.length > 0) continue
      yield { line: row.line, reason: 'the header names no column ip, cidr, sourceIp or domain' }
      return
    } else {
      const { cells, line } = row
      const entries = columns.map((column) => cells[column] ?? '').filter((entry) => entry !== '')
      if (entries.length === 0) yield { line, reason: 'the report names no address, block or domain' }
      for (const entry of entries) yield { text: entry, threatName: cells[family] ?? '', line }
    }
  }
}
