/** A sorted sequence read one item at a time; `current` is valid while `advance` has answered true. */
export interface SortedCursor {
  advance(): boolean
}

/** `SortedMerge` as an iterable. Consume the item before asking for the next. */
export function* mergeSorted<Cursor extends SortedCursor>(
  cursors: readonly Cursor[],
  compare: (a: Cursor, b: Cursor) => number,
): Generator<Cursor, void, void> {
  const merge = new SortedMerge(cursors, compare)
  for (let cursor = merge.next(); cursor !== undefined; cursor = merge.next()) yield cursor
}

/**
 * Merges sorted cursors into one sorted sequence. A binary heap: O(log n) an item, and O(1) while one cursor stays ahead
 * of the others.
 */
export class SortedMerge<Cursor extends SortedCursor> {
  readonly #heap: Cursor[]
  readonly #compare: (a: Cursor, b: Cursor) => number
  #given = false

  constructor(cursors: readonly Cursor[], compare: (a: Cursor, b: Cursor) => number) {
    this.#heap = cursors.filter((cursor) => cursor.advance())
    this.#compare = compare
    for (let i = (this.#heap.length >> 1) - 1; i >= 0; i--) siftDown(this.#heap, i, compare)
  }

  /** The cursor that stands on the next item, whose item before is consumed with that; undefined at the end. */
  next(): Cursor | undefined {
    const heap = this.#heap
    if (heap.length === 0) return undefined
    if (this.#given) {
      if (!heap[0].advance()) {
        const last = heap.pop()
        if (heap.length === 0 || last === undefined) return undefined
        heap[0] = last
      }
      siftDown(heap, 0, this.#compare)
    }
    this.#given = true
    return heap[0]
  }
}

function siftDown<Cursor>(heap: Cursor[], from: number, compare: (a: Cursor, b: Cursor) => number): void {
  const item = heap[from]
  let at = from
  for (;;) {
    let child = 2 * at + 1
    if (child >= heap.length) break
    if (child + 1 < heap.length && compare(heap[child + 1], heap[child]) < 0) child++
    if (compare(item, heap[child]) <= 0) break
    heap[at] = heap[child]
    at = child
  }
  heap[at] = item
}
