/** What a scenario answers. */
export interface Reading {
  scenario: string
  asks: string
  input: { records: number; textBytes: number; gzipBytes: number; files: number }
  rows: Row[]
  checks: Check[]
  /** What was left out, or is wrong. */
  notes: string[]
}

/** One contender's best round. */
export interface Row {
  name: string
  cpuSeconds: number
  wallSeconds: number
  peakBytes?: number
  /** What it was given: the whole input, or a part whose time was scaled up. */
  share: number
  records: number
  textBytes: number
  /** Picket's CPU time divided by this contender's; absent for Picket's own rows. */
  picketCpuRatio?: number
}

/** A promise and whether it was kept. */
export interface Check {
  what: string
  value: number
  unit: string
  target: string
  met: boolean
}

/** A scenario's tables for a terminal. */
export function readingText({ scenario, asks, input, rows, checks, notes }: Reading): string {
  const { records, textBytes, gzipBytes, files } = input
  const size = `${count(records)} records in ${files} files, ${megabytes(textBytes)} MB, ${megabytes(gzipBytes)} MB gzipped`
  const measured = table(
    ['', 'CPU s', 'wall s', 'records/CPU s', 'MB/CPU s', 'peak MB', 'picket is'],
    rows.map((row) => [
      row.share < 1 ? `${row.name} (${Math.round(row.share * 100)} % of the files, scaled up)` : row.name,
      row.cpuSeconds.toFixed(2),
      row.wallSeconds.toFixed(2),
      count(Math.round(row.records / row.cpuSeconds)),
      (row.textBytes / 1e6 / row.cpuSeconds).toFixed(0),
      row.peakBytes === undefined ? '' : megabytes(row.peakBytes),
      row.picketCpuRatio === undefined ? '' : `${row.picketCpuRatio.toFixed(2)} x`,
    ]),
  )
  const promised = table(
    ['', 'measured', 'target', ''],
    checks.map(({ what, value, unit, target, met }) => [
      what,
      `${value.toFixed(2)} ${unit}`,
      target,
      met ? 'met' : 'MISSED',
    ]),
  )
  const parts = [`${scenario}: ${asks}\n${size}`, measured, promised, notes.map((note) => `note: ${note}`).join('\n')]
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`
}

function table(head: string[], rows: string[][]): string {
  if (rows.length === 0) return ''
  const all = [head, ...rows]
  const widths = head.map((_, column) => Math.max(...all.map((cells) => cells[column]?.length ?? 0)))
  const line = (cells: string[]) =>
    cells
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join('  ')
      .trimEnd()
  return all.map((cells) => `  ${line(cells)}`).join('\n')
}

function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(0)
}

function count(value: number): string {
  return value.toLocaleString('en-US')
}
