/**
 * A map of at most `entriesMax` entries that forgets the least recently written first, and counts what it forgot.
 * Iteration is from the least to the most recently written.
 */
export class BoundedMap<Key, Value> {
  readonly entriesMax: number
  evictions = 0
  readonly #entries = new Map<Key, Value>()

  constructor(entriesMax: number) {
    this.entriesMax = entriesMax
  }

  get size(): number {
    return this.#entries.size
  }

  get(key: Key): Value | undefined {
    return this.#entries.get(key)
  }

  has(key: Key): boolean {
    return this.#entries.has(key)
  }

  /** Writes an entry as the most recent one. */
  set(key: Key, value: Value): void {
    this.#entries.delete(key)
    this.#entries.set(key, value)
    if (this.#entries.size <= this.entriesMax) return
    const oldest = this.#entries.keys().next()
    if (oldest.done) return
    this.#entries.delete(oldest.value)
    this.evictions++
  }

  delete(key: Key): boolean {
    return this.#entries.delete(key)
  }

  clear(): void {
    this.#entries.clear()
  }

  entries(): IterableIterator<[Key, Value]> {
    return this.#entries.entries()
  }

  values(): IterableIterator<Value> {
    return this.#entries.values()
  }
}
