/** What the names of ordinary hosts leave below their registered name, in bytes that are no digits. */
const LONG_SUBDOMAIN_BYTES_MIN = 10
/** So many digits in one label number nothing: counters, addresses and times have fewer. */
const DATA_DIGITS_MIN = 24
/** No top-level domain is longer, nor has a digit before its first letter but for punycode. */
const TOP_LABEL_BYTES_MAX = 24
const DOT = 0x2e

/** Names that are found inside a network only, and AWS's own. */
const QUIET_SUFFIXES = [
  '.arpa',
  '.internal',
  '.local',
  '.localdomain',
  '.lan',
  '.amazonaws.com',
  '.amazonaws.com.cn',
].map((suffix) => Buffer.from(suffix))

/** Labels under which a country registers names: with them, the registered name has three labels. */
const SECOND_LEVEL = new Set(['co', 'com', 'net', 'org', 'gov', 'edu', 'ac', 'or', 'ne', 'go'].map(packed))

/**
 * Whether the name in `bytes[start, end)` could carry data: below its registered name, as far as that is told without a
 * list of suffixes, there is more than hosts need. Numbers count only when they are long: hosts are numbered. Makes no
 * string; errs on the side of yes.
 */
export function isLongName(bytes: Uint8Array, start: number, end: number): boolean {
  const stop = end > start && bytes[end - 1] === DOT ? end - 1 : end
  if (stop - start < LONG_SUBDOMAIN_BYTES_MIN) return false
  const below = registeredStart(bytes, start, stop)
  let letters = 0
  let digits = 0
  for (let i = start; i < below; i++) {
    const byte = bytes[i]
    if (byte >= 0x30 && byte <= 0x39) {
      if (++digits === DATA_DIGITS_MIN) return !isQuiet(bytes, stop)
      continue
    }
    digits = 0
    if (++letters === LONG_SUBDOMAIN_BYTES_MIN) return !isQuiet(bytes, stop)
  }
  return false
}

function isQuiet(bytes: Uint8Array, stop: number): boolean {
  return QUIET_SUFFIXES.some((suffix) => endsWith(bytes, stop, suffix))
}

export function isLongNameText(name: string): boolean {
  const bytes = Buffer.from(name)
  return isLongName(bytes, 0, bytes.length)
}

/** Where the registered name begins; the end when the top label cannot be one of a registry's. */
function registeredStart(bytes: Uint8Array, start: number, stop: number): number {
  const top = labelStart(bytes, start, stop)
  if (stop - top > TOP_LABEL_BYTES_MAX || isDigit(bytes[top])) return stop
  for (let i = top; i < stop; i++) if (isDigit(bytes[i]) && !isPunycode(bytes, top)) return stop
  if (top === start) return start
  const second = labelStart(bytes, start, top - 1)
  const isCountry = stop - top === 2 && SECOND_LEVEL.has(packedBytes(bytes, second, top - 1))
  return isCountry && second > start ? labelStart(bytes, start, second - 1) : second
}

function labelStart(bytes: Uint8Array, start: number, end: number): number {
  let i = end
  while (i > start && bytes[i - 1] !== DOT) i--
  return i
}

function isDigit(byte: number): boolean {
  return byte >= 0x30 && byte <= 0x39
}

function isPunycode(bytes: Uint8Array, at: number): boolean {
  return (bytes[at] | 0x20) === 0x78 && (bytes[at + 1] | 0x20) === 0x6e && bytes[at + 2] === 0x2d
}

function endsWith(bytes: Uint8Array, end: number, suffix: Uint8Array): boolean {
  const from = end - suffix.length
  if (from < 0) return false
  for (let i = 0; i < suffix.length; i++) {
    const byte = bytes[from + i]
    if ((byte >= 0x41 && byte <= 0x5a ? byte | 0x20 : byte) !== suffix[i]) return false
  }
  return true
}

/** Up to three letters as one number. */
function packed(label: string): number {
  const bytes = Buffer.from(label)
  return packedBytes(bytes, 0, bytes.length)
}

function packedBytes(bytes: Uint8Array, start: number, end: number): number {
  if (end - start > 3) return 0
  let value = 0
  for (let i = start; i < end; i++) value = (value << 8) | (bytes[i] | 0x20)
  return value
}
