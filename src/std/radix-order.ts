const DIGIT_BITS = 16
const DIGITS = 1 << DIGIT_BITS

/**
 * The order that sorts `count` items by (high, low), both unsigned 32-bit: indexes into the two arrays, stable.
 * Linear in `count`; digits that are the same everywhere cost one pass of counting only.
 */
export function radixOrder(high: Uint32Array, low: Uint32Array, count: number): Uint32Array {
  let order = new Uint32Array(count)
  for (let i = 0; i < count; i++) order[i] = i
  let spare = new Uint32Array(count)
  const starts = new Uint32Array(DIGITS)
  for (const [column, shift] of [
    [low, 0],
    [low, DIGIT_BITS],
    [high, 0],
    [high, DIGIT_BITS],
  ] as const) {
    if (sortByDigit(column, shift, order, spare, starts)) [order, spare] = [spare, order]
  }
  return order
}

function sortByDigit(
  column: Uint32Array,
  shift: number,
  from: Uint32Array,
  to: Uint32Array,
  starts: Uint32Array,
): boolean {
  const count = from.length
  starts.fill(0)
  for (let i = 0; i < count; i++) starts[(column[i] >>> shift) & (DIGITS - 1)]++
  if (count === 0 || starts[(column[0] >>> shift) & (DIGITS - 1)] === count) return false
  let sum = 0
  for (let digit = 0; digit < DIGITS; digit++) {
    const size = starts[digit]
    starts[digit] = sum
    sum += size
  }
  for (let i = 0; i < count; i++) {
    const index = from[i]
    to[starts[(column[index] >>> shift) & (DIGITS - 1)]++] = index
  }
  return true
}
