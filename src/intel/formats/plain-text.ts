import { parseIpv4In } from '../../std/ipv4.ts'
import type { RawEntry } from '../list-reader.ts'

const RETURN = 0x0d

/** Addresses that hosts files point names to. */
const NOWHERE = new Set(['0.0.0.0', '127.0.0.1', '::', '::1', '255.255.255.255'])

/**
 * TXT: one entry a line; `#` starts a comment; a threat name may follow after a comma, space or tab. Also hosts files
 * (`0.0.0.0 name`) and maltrail trails (a name, address, address with port, or URL a line).
 */
export function* plainText(text: string): Generator<RawEntry, void, void> {
  let line = 0
  for (let start = 0; start < text.length; ) {
    line++
    const newline = text.indexOf('\n', start)
    const end = newline < 0 ? text.length : newline
    // Most lists are addresses and nothing else, hundreds of thousands of them.
    const address4 = parseIpv4In(text, start, text.charCodeAt(end - 1) === RETURN ? end - 1 : end)
    if (address4 !== undefined) yield { address4 }
    else {
      const content = text.slice(start, end).trim()
      if (isBare(content)) yield { text: content, line }
      else if (content !== '') yield* entriesOf(content, line)
    }
    start = end + 1
  }
}

function* entriesOf(raw: string, line: number): Generator<RawEntry, void, void> {
  if (raw.startsWith('#') || raw.startsWith(';') || raw.startsWith('//')) return
  const comment = commentStart(raw)
  const content = comment < 0 ? raw : raw.slice(0, comment).trim()
  const gap = content.search(/[,\s]/)
  if (gap < 0) {
    yield { text: content, line }
    return
  }
  const entry = content.slice(0, gap).replace(/^"(.*)"$/, '$1')
  const rest = content.slice(gap + 1).trim()
  const range = /^-\s*([0-9a-fA-F:]*[.:][0-9a-fA-F:.]+)[,\s]*(.*)$/.exec(rest)
  if (range !== null) yield { text: `${entry}-${range[1]}`, threatName: threatNameOf(range[2]), line }
  else if (NOWHERE.has(entry) && /^[^\s]+\.[^\s]+/.test(rest)) {
    for (const name of rest.split(/\s+/)) yield { text: name, line }
  } else yield { text: entry, threatName: threatNameOf(rest), line }
}

/** Where a comment starts, or -1; the fragment of a URL is none. */
function commentStart(line: string): number {
  return line.includes('://') ? line.search(/\s#/) : line.indexOf('#')
}

/** Most lines are an entry and nothing else: letters, digits, and what joins them. */
function isBare(line: string): boolean {
  if (line === '') return false
  for (let i = 0; i < line.length; i++) {
    const code = line.charCodeAt(i)
    if (code < 0x2d || code === 0x2f || code === 0x3b || code > 0x7e) return false
  }
  return true
}

/**
 * The first cell of the rest, where lines have more cells than two. A number after an entry is a score or a count, no
 * name.
 */
function threatNameOf(rest: string): string {
  const [cell = ''] = rest.replace(/^[,;\s]+/, '').split(/[,\t]/, 1)
  return /^\d*$/.test(cell) ? '' : cell.replace(/^"(.*)"$/, '$1').trim()
}
