import { INCOMPLETE, MALFORMED, TOO_DEEP } from './json-codes.ts'

const NEWLINE = 0x0a
const QUOTE = 0x22
const BACKSLASH = 0x5c

/** Nesting deeper than this is refused. */
export const NESTING_DEPTH_MAX = 512

/** Bytes that a string's inside must stop at: quote, backslash, and the line break that no JSON string has. */
const STOPS = new Uint8Array(256)
for (const byte of [QUOTE, BACKSLASH, NEWLINE]) STOPS[byte] = 1

/** Bytes that matter between strings: 1 opens, 2 closes, 3 begins a string. */
const STRUCTURE = new Uint8Array(256)
for (const byte of Buffer.from('{[')) STRUCTURE[byte] = 1
for (const byte of Buffer.from('}]')) STRUCTURE[byte] = 2
STRUCTURE[QUOTE] = 3

/** Bytes that end a number or a literal. */
const BREAKS = new Uint8Array(256)
for (const byte of Buffer.from(',}]: \t\r\n"{[')) BREAKS[byte] = 1

export function isSpace(byte: number): boolean {
  return byte === 0x20 || byte === NEWLINE || byte === 0x0d || byte === 0x09
}

/** Where the closing quote of the string is whose inside begins at `from`. */
export function skipString(bytes: Uint8Array, from: number, limit: number): number {
  let i = from
  for (;;) {
    while (i < limit && STOPS[bytes[i]] === 0) i++
    if (i >= limit) return INCOMPLETE
    if (bytes[i] === QUOTE) return i
    if (bytes[i] === NEWLINE) return MALFORMED
    i += 2
  }
}

/** Where the value ends that begins at `at`, whatever it is. */
export function skipValue(bytes: Uint8Array, at: number, limit: number): number {
  switch (STRUCTURE[bytes[at]]) {
    case 1:
      return skipContainer(bytes, at, limit)
    case 3: {
      const end = skipString(bytes, at + 1, limit)
      return end < 0 ? end : end + 1
    }
    default:
      return skipScalar(bytes, at, limit)
  }
}

/** Where the object or array ends that begins at `open`. Brackets are counted, not matched by kind. */
export function skipContainer(bytes: Uint8Array, open: number, limit: number): number {
  let depth = 0
  let i = open
  while (i < limit) {
    const kind = STRUCTURE[bytes[i]]
    if (kind === 0) i++
    else if (kind === 3) {
      const end = skipString(bytes, i + 1, limit)
      if (end < 0) return end
      i = end + 1
    } else if (kind === 1) {
      if (++depth > NESTING_DEPTH_MAX) return TOO_DEEP
      i++
    } else {
      i++
      if (--depth === 0) return i
    }
  }
  return INCOMPLETE
}

function skipScalar(bytes: Uint8Array, at: number, limit: number): number {
  let i = at
  while (i < limit && BREAKS[bytes[i]] === 0) i++
  if (i >= limit) return INCOMPLETE
  return i === at ? MALFORMED : i
}
