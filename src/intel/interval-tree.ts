/** Closed ranges in columns, ordered by `first`. `maxLast` holds a tree over them, as `fillMaxLast` makes it. */
export interface Ranges<Value> {
  first: ArrayLike<Value>
  last: ArrayLike<Value>
  /** At the middle of each part of the columns, halved again and again: the largest `last` of the part. */
  maxLast: ArrayLike<Value>
}

/**
 * Indexes of the ranges that hold the value, in ascending order. Costs the logarithm of the number of ranges for each
 * range found, however wide others are.
 */
export function rangesHolding<Value extends number | bigint>(ranges: Ranges<Value>, value: Value): number[] {
  const found: number[] = []
  search(ranges, value, 0, ranges.first.length, found)
  return found
}

function search<Value extends number | bigint>(
  ranges: Ranges<Value>,
  value: Value,
  from: number,
  to: number,
  found: number[],
): void {
  if (from >= to) return
  const middle = (from + to) >>> 1
  if (ranges.maxLast[middle] < value) return
  search(ranges, value, from, middle, found)
  if (ranges.first[middle] > value) return
  if (ranges.last[middle] >= value) found.push(middle)
  search(ranges, value, middle + 1, to, found)
}

/** Fills `maxLast` from `last`, whose ranges are in order of their first values. */
export function fillMaxLast<Value extends number | bigint>(
  last: ArrayLike<Value>,
  maxLast: { [index: number]: Value },
): void {
  const fill = (from: number, to: number): Value | undefined => {
    if (from >= to) return undefined
    const middle = (from + to) >>> 1
    let largest = last[middle]
    for (const side of [fill(from, middle), fill(middle + 1, to)]) {
      if (side !== undefined && side > largest) largest = side
    }
    maxLast[middle] = largest
    return largest
  }
  fill(0, last.length)
}
