const PATTERN = 'dddd-dd-ddTdd:dd:dd'
const DASH = 45
const DOT = 46
const Z = 90

/**
 * Where a line that starts with a UTC time, as CloudWatch Logs exports put before each message, goes on after it:
 * `2024-05-01T12:00:00.000Z `. Answers `from` for any other line. The view must reach some bytes past the line's end.
 */
export function isoPrefixEnd(view: DataView, from: number): number {
  if (view.getUint8(from + 4) !== DASH || !isDigit(view.getUint8(from))) return from
  let at = from
  for (let i = 0; i < PATTERN.length; i++, at++) {
    const byte = view.getUint8(at)
    const expected = PATTERN.charCodeAt(i)
    if (PATTERN[i] === 'd' ? !isDigit(byte) : byte !== expected) return from
  }
  if (view.getUint8(at) === DOT) {
    at++
    while (isDigit(view.getUint8(at))) at++
  }
  if (view.getUint8(at++) !== Z) return from
  const afterTime = at
  while (isBlank(view.getUint8(at))) at++
  return at === afterTime ? from : at
}

function isDigit(byte: number): boolean {
  return byte >= 48 && byte <= 57
}

function isBlank(byte: number): boolean {
  return byte === 32 || byte === 9
}
