/** A sorted sequence read one item at a time; `current` is valid while `advance` has answered true. */
export interface SortedCursor {
  advance(): boolean
}

/**
 * Merges sorted cursors into one sorted sequence: yields the cursor that stands on the next item. Consume the item
 * before asking for the next. A binary heap: O(log n) an item, and O(1) while one cursor stays ahead of the others.
 */
export function* mergeSorted<Cursor extends SortedCursor>(
  cursors: readonly Cursor[],
  compare: (a: Cursor, b: Cursor) => number,
): Generator<Cursor, void, void> {
  const heap = cursors.filter((cursor) => cursor.advance())
  for (let i = (heap.length >> 1) - 1; i >= 0; i--) siftDown(heap, i, compare)
  while (heap.length > 0) {
    const top = heap[0]
    yield top
    if (!top.advance()) {
      const last = heap.pop()
      if (heap.length === 0 || last === undefined) return
      heap[0] = last
    }
    siftDown(heap, 0, compare)
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
