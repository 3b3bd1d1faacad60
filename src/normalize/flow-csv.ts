const TAB = 9
const LF = 10
const CR = 13
const SPACE = 32
const QUOTE = 34
const COMMA = 44
const DASH = 45
/** Stands for white space inside a value, which it spoils: no field that is read has any. */
const SPOILER = 127

/**
 * Writes a line of comma separated values, each perhaps in quotes, as the parser takes it: parted by spaces, `-` for an
 * empty value, a line feed at the end. `out` needs twice the room of the line, and the slack. Answers the length written.
 */
export function writeSpaced(line: Uint8Array, out: Uint8Array): number {
  let written = 0
  let start = 0
  while (start <= line.length) {
    const comma = line.indexOf(COMMA, start)
    const end = comma < 0 ? line.length : comma
    // A blank line stays one.
    if (start === 0 && comma < 0 && isBlank(line, 0, end)) break
    if (written > 0) out[written++] = SPACE
    written = writeValue(line, start, end, out, written)
    start = end + 1
  }
  out[written++] = LF
  return written
}

function writeValue(line: Uint8Array, from: number, to: number, out: Uint8Array, at: number): number {
  let start = from
  let end = to
  while (start < end && isSpace(line[start])) start++
  while (start < end && isSpace(line[end - 1])) end--
  if (end - start >= 2 && line[start] === QUOTE && line[end - 1] === QUOTE) {
    start++
    end--
  }
  if (start === end) {
    out[at] = DASH
    return at + 1
  }
  for (let i = start; i < end; i++) out[at + i - start] = line[i] <= SPACE ? SPOILER : line[i]
  return at + end - start
}

function isBlank(line: Uint8Array, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (!isSpace(line[at])) return false
  return true
}

function isSpace(byte: number): boolean {
  return byte === SPACE || byte === TAB || byte === CR
}
