import { bytesBefore, digitsOf, nonDigitsIn, numberOf, spacesIn, valueEnd } from './flow-swar.ts'

/** The value is `-`. */
export const ABSENT = -1
/** The value is no whole number below 2^53. */
export const MALFORMED = -2

const DASH = 45
const ZERO = 48
const TEN_TO = new Int32Array([1, 10, 100, 1000, 10_000])

/** Reads the unsigned number that starts at `from` into `out[slot]`; answers where the value ends: at a byte of 32 or less. */
export function readNumberAt(view: DataView, from: number, out: Float64Array, slot: number): number {
  const head = view.getInt32(from, true)
  const spaces = spacesIn(head)
  if (spaces !== 0) {
    const count = bytesBefore(spaces)
    const digits = digitsOf(head, count)
    out[slot] = nonDigitsIn(digits) === 0 ? numberOf(digits) : malformed(view, from, count)
    return from + count
  }
  const next = view.getInt32(from + 4, true)
  const nextSpaces = spacesIn(next)
  const headDigits = digitsOf(head, 4)
  if (nextSpaces === 0 || nonDigitsIn(headDigits) !== 0) return readLongAt(view, from, out, slot)
  const count = bytesBefore(nextSpaces)
  if (count === 0) out[slot] = numberOf(headDigits)
  else {
    const digits = digitsOf(next, count)
    out[slot] = nonDigitsIn(digits) === 0 ? numberOf(headDigits) * TEN_TO[count] + numberOf(digits) : MALFORMED
  }
  return from + 4 + count
}

function malformed(view: DataView, from: number, length: number): number {
  return length === 1 && view.getUint8(from) === DASH ? ABSENT : MALFORMED
}

/** Eight digits or more: those of a time are ten. */
function readLongAt(view: DataView, from: number, out: Float64Array, slot: number): number {
  const first = digitsOf(view.getInt32(from, true), 4)
  const second = digitsOf(view.getInt32(from + 4, true), 4)
  const spaces = spacesIn(view.getInt32(from + 8, true))
  if (spaces === 0 || nonDigitsIn(first) !== 0 || nonDigitsIn(second) !== 0)
    return readDigitByDigit(view, from, out, slot)
  const head = numberOf(first) * 10_000 + numberOf(second)
  const count = bytesBefore(spaces)
  if (count === 0) out[slot] = head
  else {
    const digits = digitsOf(view.getInt32(from + 8, true), count)
    out[slot] = nonDigitsIn(digits) === 0 ? head * TEN_TO[count] + numberOf(digits) : MALFORMED
  }
  return from + 8 + count
}

function readDigitByDigit(view: DataView, from: number, out: Float64Array, slot: number): number {
  const to = valueEnd(view, from)
  let value = 0
  for (let at = from; at < to; at++) {
    const digit = view.getUint8(at) - ZERO
    if (digit >>> 0 > 9) value = Number.NaN
    value = value * 10 + digit
  }
  out[slot] = value <= Number.MAX_SAFE_INTEGER ? value : MALFORMED
  return to
}
