import { compareHits } from './address-table.ts'
import type { Hit } from './indicator.ts'
import type { Labels } from './labels.ts'

/** Names in an arena of lower-case bytes, found by a hash of their bytes taken from the right. */
export interface NameColumns {
  /** Records: the name's length (1 byte), its set of labels (4 bytes, little-endian), its bytes. */
  arena: Uint8Array
  /** Open addressing by hash: a byte of the hash, so that other names are passed over; 0 is empty. */
  fingerprints: Uint8Array
  /** The record's place in the arena, where the fingerprint is not 0. */
  slots: Uint32Array
  /** A set of labels is another set and one label more; set 0 is empty. */
  parent: Uint32Array
  label: Uint32Array
  /** The categories of each set. */
  mask: Uint32Array
}

export const LABELS_BYTES = 4
export const RECORD_HEAD_BYTES = 1 + LABELS_BYTES

const DOT = 0x2e
const HASH_START = 0x811c9dc5
const HASH_PRIME = 0x01000193

/** A DNS name has at most 253 bytes. */
export const NAME_BYTES_MAX = 253

/** Names of all lists together: a name is matched by its own entry and by those of the names above it, label by label. */
export class NameTable {
  readonly columns: NameColumns
  readonly #labels: Labels

  constructor(columns: NameColumns, labels: Labels) {
    this.columns = columns
    this.#labels = labels
  }

  /**
   * The categories whose lists have the name in `bytes[start, end)` or, if it has no entry, the nearest name above it
   * that has one; in any case, with or without a trailing dot. Makes no string.
   */
  categoriesOf(bytes: Uint8Array, start: number, end: number): number {
    const record = this.#mostSpecific(bytes, start, end)
    return record < 0 ? 0 : this.columns.mask[readLabels(this.columns.arena, record)]
  }

  categoriesOfText(name: string): number {
    const bytes = Buffer.from(name)
    return this.categoriesOf(bytes, 0, bytes.length)
  }

  /** The entries of the most specific name that has any, by list name. */
  hits(name: string): Hit[] {
    const bytes = Buffer.from(name)
    const record = this.#mostSpecific(bytes, 0, bytes.length)
    if (record < 0) return []
    const { arena, parent, label } = this.columns
    const start = record + RECORD_HEAD_BYTES
    const entry = String.fromCharCode(...arena.subarray(start, start + arena[record]))
    const hits: Hit[] = []
    for (let set = readLabels(arena, record); set !== 0; set = parent[set]) {
      hits.push({ ...this.#labels.label(label[set]), entry })
    }
    return hits.sort(compareHits)
  }

  /** The record of the longest name that is this one or above it; -1 for none. */
  #mostSpecific(bytes: Uint8Array, start: number, end: number): number {
    const stop = end > start && bytes[end - 1] === DOT ? end - 1 : end
    let found = -1
    let hash = HASH_START
    for (let i = stop - 1; i >= start; i--) {
      hash = Math.imul(hash ^ lower(bytes[i]), HASH_PRIME)
      if (i !== start && bytes[i - 1] !== DOT) continue
      const record = this.#find(spread(hash), bytes, i, stop)
      if (record >= 0) found = record
    }
    return found
  }

  #find(hash: number, bytes: Uint8Array, start: number, end: number): number {
    const { fingerprints, slots, arena } = this.columns
    const last = slots.length - 1
    const fingerprint = fingerprintOf(hash)
    for (let slot = hash & last; fingerprints[slot] !== 0; slot = (slot + 1) & last) {
      if (fingerprints[slot] === fingerprint && isName(arena, slots[slot], bytes, start, end)) return slots[slot]
    }
    return -1
  }
}

function isName(arena: Uint8Array, record: number, bytes: Uint8Array, start: number, end: number): boolean {
  const size = end - start
  if (arena[record] !== size) return false
  const first = record + RECORD_HEAD_BYTES
  let i = 0
  while (i < size && arena[first + i] === lower(bytes[start + i])) i++
  return i === size
}

/** The set of labels of the record. */
export function readLabels(arena: Uint8Array, record: number): number {
  return (arena[record + 1] | (arena[record + 2] << 8) | (arena[record + 3] << 16) | (arena[record + 4] << 24)) >>> 0
}

/** A byte of the hash that its slot does not tell; never 0. */
export function fingerprintOf(hash: number): number {
  return hash >>> 24 || 1
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
