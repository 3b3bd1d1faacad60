/**
 * Four bytes at a time. A word is four bytes of text, the first in the lowest eight bits; a mask has the top bit of each
 * byte of interest set. None of it branches on the text, which is what makes it several times faster than byte loops.
 */

const { clz32 } = Math

/** The top bits of bytes below 0x21: white space and control characters. Bits above the first one set may be wrong. */
export function spacesIn(word: number): number {
  return (word - 0x21212121) & ~word & 0x80808080
}

/** The top bits of bytes below `0`: what ends a run of digits, and more. Bits above the first one set may be wrong. */
export function belowDigitsIn(word: number): number {
  return (word - 0x30303030) & ~word & 0x80808080
}

/** How many bytes come before the first one marked in a mask that is not 0. */
export function bytesBefore(mask: number): number {
  return (clz32(mask & -mask) >>> 3) ^ 3
}

/** The digits of the first `count` bytes (1 to 4) as their values, moved to the end of the word behind zeros. */
export function digitsOf(word: number, count: number): number {
  return (word ^ 0x30303030) << (-8 * count)
}

/** Not 0 when some of the four bytes is no value of a digit. */
export function nonDigitsIn(digits: number): number {
  return ((digits + 0x76767676) | digits) & 0x80808080
}

/** The number that four digits' values make, the first being worth most. Of nothing else: it would not fit. */
export function numberOf(digits: number): number {
  const pairs = pairsOf(digits)
  return (pairs & 0xff) * 100 + (pairs >>> 16)
}

/** Two numbers below 100, in the bytes 0 and 2. */
function pairsOf(digits: number): number {
  return (digits * 10 + (digits >>> 8)) & 0xff00ff
}

/** Where the value that `from` is in ends: the first byte of 32 or less at or after `from`. */
export function valueEnd(view: DataView, from: number): number {
  let at = from
  let spaces = spacesIn(view.getInt32(at, true))
  while (spaces === 0) {
    at += 4
    spaces = spacesIn(view.getInt32(at, true))
  }
  return at + bytesBefore(spaces)
}

/** Whether `length` bytes of the two views are the same. */
export function areSame(a: DataView, fromA: number, b: DataView, fromB: number, length: number): boolean {
  const last = length - 4
  if (last < 0) {
    for (let i = 0; i < length; i++) if (a.getUint8(fromA + i) !== b.getUint8(fromB + i)) return false
    return true
  }
  for (let i = 0; i < last; i += 4) if (a.getInt32(fromA + i, true) !== b.getInt32(fromB + i, true)) return false
  return a.getInt32(fromA + last, true) === b.getInt32(fromB + last, true)
}
