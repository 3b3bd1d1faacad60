import { belowDigitsIn, bytesBefore, digitsOf, nonDigitsIn, numberOf } from './flow-swar.ts'

/** What `readAddress4At` answers for anything but an IPv4 address. */
export const NO_ADDRESS4 = -1

const SPACE = 32
const DOT = 46
const COLON = 58
const ZERO = 48
const ADDRESS6_BYTES_MAX = 45
/** The least octet of so many digits that has no leading zero. */
const OCTET_MIN = new Uint8Array([0, 0, 10, 100])

/**
 * Reads the IPv4 address that starts at `from` and ends before a byte of 32 or less: four decimal octets without leading
 * zeros. It goes to `out[slot]` as an unsigned 32-bit number. Answers where it ends, or `NO_ADDRESS4`.
 */
export function readAddress4At(view: DataView, from: number, out: Uint32Array, slot: number): number {
  let at = from
  let address = 0
  for (let part = 0; part < 4; part++) {
    const word = view.getInt32(at, true)
    const ends = belowDigitsIn(word)
    const count = bytesBefore(ends)
    const digits = digitsOf(word, count)
    if (ends === 0 || count === 0 || nonDigitsIn(digits) !== 0) return NO_ADDRESS4
    const octet = numberOf(digits)
    if (octet > 255 || octet < OCTET_MIN[count]) return NO_ADDRESS4
    address = (address << 8) | octet
    at += count
    const end = (word >>> (count << 3)) & 0xff
    if (part === 3) {
      if (end > SPACE) return NO_ADDRESS4
    } else if (end !== DOT) return NO_ADDRESS4
    else at++
  }
  out[slot] = address
  return at
}

/**
 * Reads the IPv6 address `[from, to)` of `view` (RFC 4291 section 2.2, without zone), which a byte of 32 or less follows, into
 * `out[outAt, outAt + 16)`. Answers whether it is one; when not, what `out` holds there is undefined.
 */
export function readAddress6(view: DataView, from: number, to: number, out: Uint8Array, outAt: number): boolean {
  if (to - from < 2 || to - from > ADDRESS6_BYTES_MAX) return false
  let at = from
  let written = 0
  let gap = -1
  if (view.getUint8(at) === COLON) {
    if (view.getUint8(at + 1) !== COLON) return false
    gap = 0
    at += 2
  }
  while (at < to) {
    if (written === 16) return false
    const groupAt = at
    let group = 0
    for (; at < to && view.getUint8(at) !== COLON && view.getUint8(at) !== DOT; at++) {
      const digit = hexDigit(view.getUint8(at))
      if (digit < 0 || at - groupAt === 4) return false
      group = (group << 4) | digit
    }
    if (at === groupAt) return false
    if (at < to && view.getUint8(at) === DOT) {
      if (written > 12 || !readTail4(view, groupAt, to, out, outAt + written)) return false
      written += 4
      break
    }
    out[outAt + written] = group >>> 8
    out[outAt + written + 1] = group
    written += 2
    if (at === to) break
    if (++at === to) return false
    if (view.getUint8(at) === COLON) {
      if (gap >= 0) return false
      gap = written
      at++
    }
  }
  return closeGap(out, outAt, written, gap)
}

const tail4 = new Uint32Array(1)

/** The last four bytes of an address may be written as an IPv4 address. */
function readTail4(view: DataView, from: number, to: number, out: Uint8Array, outAt: number): boolean {
  if (readAddress4At(view, from, tail4, 0) !== to) return false
  for (let i = 0; i < 4; i++) out[outAt + i] = tail4[0] >>> (24 - 8 * i)
  return true
}

/** Moves what follows `::` to the end of the address; without `::` all 16 bytes must have been written. */
function closeGap(out: Uint8Array, outAt: number, written: number, gap: number): boolean {
  if (gap < 0) return written === 16
  if (written > 14) return false
  const tailAt = 16 - (written - gap)
  out.copyWithin(outAt + tailAt, outAt + gap, outAt + written)
  out.fill(0, outAt + gap, outAt + tailAt)
  return true
}

function hexDigit(byte: number): number {
  if (byte >= ZERO && byte <= 57) return byte - ZERO
  const letter = byte | 32
  return letter >= 97 && letter <= 102 ? letter - 87 : -1
}
