import { compareHits } from './address-table.ts'
import type { Hit } from './indicator.ts'
import type { ListNames } from './list-names.ts'

/** Names in an arena of lower-case bytes, found by a hash of their bytes taken from the right. */
export interface NameColumns {
  arena: Uint8Array
  /** One for each (name, list, threat). */
  offset: Uint32Array
  length: Uint8Array
  list: Uint16Array
  threat: Uint32Array
  /** The next entry of the same name, plus one; 0 ends. */
  next: Uint32Array
  /** Categories of all entries of the name, at its first entry. */
  mask: Uint32Array
  /** Open addressing by hash: first entry of a name, plus one; 0 is empty. */
  slots: Uint32Array
}

const DOT = 0x2e
const HASH_START = 0x811c9dc5
const HASH_PRIME = 0x01000193

/** A DNS name has at most 253 bytes. */
export const NAME_BYTES_MAX = 253

/** Names of all lists together: a name is matched by its own entry and by those of the names above it, label by label. */
export class NameTable {
  readonly columns: NameColumns
  readonly #names: ListNames

  constructor(columns: NameColumns, names: ListNames) {
    this.columns = columns
    this.#names = names
  }

  /**
   * The categories whose lists have the name in `bytes[start, end)` or, if it has no entry, the nearest name above it
   * that has one; in any case, with or without a trailing dot. Makes no string.
   */
  categoriesOf(bytes: Uint8Array, start: number, end: number): number {
    let mask = 0
    const stop = end > start && bytes[end - 1] === DOT ? end - 1 : end
    let hash = HASH_START
    for (let i = stop - 1; i >= start; i--) {
      const byte = lower(bytes[i])
      hash = Math.imul(hash ^ byte, HASH_PRIME)
      if (i !== start && bytes[i - 1] !== DOT) continue
      const entry = this.#find(hash, bytes, i, stop)
      if (entry >= 0) mask = this.columns.mask[entry]
    }
    return mask
  }

  categoriesOfText(name: string): number {
    const bytes = Buffer.from(name)
    return this.categoriesOf(bytes, 0, bytes.length)
  }

  /** The entries of the most specific name that has any, by list name. */
  hits(name: string): Hit[] {
    const bytes = Buffer.from(name)
    const stop = bytes.at(-1) === DOT ? bytes.length - 1 : bytes.length
    let found = -1
    let hash = HASH_START
    for (let i = stop - 1; i >= 0; i--) {
      hash = Math.imul(hash ^ lower(bytes[i]), HASH_PRIME)
      if (i !== 0 && bytes[i - 1] !== DOT) continue
      const entry = this.#find(hash, bytes, i, stop)
      if (entry >= 0) found = entry
    }
    return found < 0 ? [] : this.#entries(found).sort(compareHits)
  }

  #entries(first: number): Hit[] {
    const { arena, offset, length, list, threat, next } = this.columns
    const entry = Buffer.from(arena.subarray(offset[first], offset[first] + length[first])).toString('latin1')
    const hits: Hit[] = []
    for (let i = first; i >= 0; i = next[i] - 1) {
      const { name, category } = this.#names.list(list[i])
      const threatName = this.#names.threat(threat[i])
      hits.push({ category, listName: name, ...(threatName === undefined ? {} : { threatName }), entry })
    }
    return hits
  }

  #find(hash: number, bytes: Uint8Array, start: number, end: number): number {
    const { slots, arena, offset, length } = this.columns
    const mask = slots.length - 1
    const size = end - start
    for (let slot = spread(hash) & mask; slots[slot] !== 0; slot = (slot + 1) & mask) {
      const entry = slots[slot] - 1
      if (length[entry] !== size) continue
      const at = offset[entry]
      let i = 0
      while (i < size && arena[at + i] === lower(bytes[start + i])) i++
      if (i === size) return entry
    }
    return -1
  }
}

function lower(byte: number): number {
  return byte >= 0x41 && byte <= 0x5a ? byte + 0x20 : byte
}

function spread(hash: number): number {
  return (hash ^ (hash >>> 15)) >>> 0
}

/** The hash that `NameTable` looks a name up by. */
export function hashName(bytes: Uint8Array, start: number, end: number): number {
  let hash = HASH_START
  for (let i = end - 1; i >= start; i--) hash = Math.imul(hash ^ bytes[i], HASH_PRIME)
  return spread(hash)
}
