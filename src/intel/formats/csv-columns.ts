import { parse } from 'csv-parse/sync'

/** Rows of a CSV text with their line numbers, as lists of trimmed cells; unbalanced quotes do no harm. */
export function csvRows(text: string): { cells: string[]; line: number }[] {
  const rows = parse(text, {
    relaxColumnCount: true,
    relaxQuotes: true,
    skipEmptyLines: true,
    trim: true,
    bom: true,
    info: true,
  })
  return (rows as unknown as { record: string[]; info: { lines: number } }[]).map(({ record, info }) => ({
    cells: record,
    line: info.lines,
  }))
}
