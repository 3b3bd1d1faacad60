import type { RejectedEntry } from '../list-reader.ts'

/** A quoted cell may have this many characters; a quote that is not closed by then is taken for a slip of one line. */
const CELL_CHARACTERS_MAX = 64 << 10

/** A row of trimmed cells, with the line that it begins in. */
export interface CsvRow {
  cells: string[]
  line: number
}

/**
 * Rows of a CSV text (RFC 4180, with blanks around cells allowed). Blank lines are left out. A quote that never closes
 * costs its own line, not the rest of the file.
 */
export function* csvRows(text: string): Generator<CsvRow | RejectedEntry, void, void> {
  let line = 0
  for (let start = 0; start < text.length; ) {
    line++
    const row = rowAt(text, start)
    if (row === undefined) {
      yield { line, reason: 'a quote is not closed' }
      start = lineEnd(text, start) + 1
      continue
    }
    if (row.cells.some((cell) => cell !== '')) yield { cells: row.cells, line }
    for (let at = text.indexOf('\n', start); at >= 0 && at < row.end; at = text.indexOf('\n', at + 1)) line++
    start = row.end + 1
  }
}

/** The cells from `start` on, and where their last line ends; undefined when a quote is not closed. */
function rowAt(text: string, start: number): { cells: string[]; end: number } | undefined {
  const cells: string[] = []
  let lineStop = lineEnd(text, start)
  for (let at = start; ; ) {
    while (at < lineStop && isBlank(text.charCodeAt(at))) at++
    if (text[at] === '"') {
      const close = closingQuote(text, at + 1)
      if (close < 0) return undefined
      cells.push(
        text
          .slice(at + 1, close)
          .replaceAll('""', '"')
          .trim(),
      )
      lineStop = lineEnd(text, close)
      const comma = text.indexOf(',', close)
      if (comma < 0 || comma > lineStop) return { cells, end: lineStop }
      at = comma + 1
    } else {
      const comma = text.indexOf(',', at)
      const end = comma < 0 || comma > lineStop ? lineStop : comma
      cells.push(text.slice(at, end).trim())
      if (end === lineStop) return { cells, end }
      at = end + 1
    }
  }
}

function lineEnd(text: string, from: number): number {
  const newline = text.indexOf('\n', from)
  return newline < 0 ? text.length : newline
}

function isBlank(code: number): boolean {
  return code === 0x20 || code === 0x09
}

function closingQuote(text: string, from: number): number {
  const limit = from + CELL_CHARACTERS_MAX
  for (let at = text.indexOf('"', from); at >= 0 && at <= limit; at = text.indexOf('"', at + 1)) {
    if (text[at + 1] !== '"') return at
    at++
  }
  return -1
}
