import type { RawEntry } from '../list-reader.ts'
import { csvRows } from './csv-columns.ts'

/** Columns that hold indicators, of the 47 that the header names. */
const COLUMNS = ['ip', 'cidr', 'sourceip', 'domain']

/** FIRE_EYE: a report a row; addresses, blocks and names are in columns named by the header. */
export function* fireEye(text: string): Generator<RawEntry, void, void> {
  const [header, ...rows] = csvRows(text)
  const names = (header?.cells ?? []).map((cell) => cell.toLowerCase())
  const columns = COLUMNS.map((name) => names.indexOf(name)).filter((column) => column >= 0)
  const family = names.indexOf('malwarefamily')
  if (columns.length === 0) yield { line: 1, reason: 'the header names no column ip, cidr, sourceIp or domain' }
  for (const { cells, line } of rows) {
    for (const column of columns) {
      const indicator = cells[column] ?? ''
      if (indicator !== '') yield { text: indicator, threatName: cells[family] ?? '', line }
    }
  }
}
