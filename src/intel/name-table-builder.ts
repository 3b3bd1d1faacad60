import { LabelSets } from './label-sets.ts'
import type { Labels } from './labels.ts'
import { fingerprintOf, hashName, LABELS_BYTES, NameTable, RECORD_HEAD_BYTES, readLabels } from './name-table.ts'
import { sharedColumn } from './shared-columns.ts'

/** Offsets into the arena have 32 bits. */
const ARENA_BYTES_MAX = 2 ** 32

/** Collects names in an arena, in records like the table's own but with one label each. */
export class NameTableBuilder {
  #arena = Buffer.alloc(1 << 16)
  #used = 0
  #count = 0

  /** `name` is lower case, ASCII, at most 253 bytes, without a trailing dot. */
  add(name: string, label: number): void {
    const end = this.#used + RECORD_HEAD_BYTES + name.length
    if (end > this.#arena.length) this.#grow(end)
    this.#arena[this.#used] = name.length
    writeLabels(this.#arena, this.#used, label)
    this.#arena.write(name, this.#used + RECORD_HEAD_BYTES, 'latin1')
    this.#used = end
    this.#count++
  }

  /** Each name once, with the set of its labels. */
  build(labels: Labels): NameTable {
    const arena = sharedColumn(Uint8Array, this.#used)
    const slotCount = 2 ** Math.ceil(Math.log2(this.#count * 2 + 1))
    const fingerprints = sharedColumn(Uint8Array, slotCount)
    const slots = sharedColumn(Uint32Array, slotCount)
    const sets = new LabelSets()
    let used = 0
    for (let from = 0; from < this.#used; from += RECORD_HEAD_BYTES + this.#arena[from]) {
      const start = from + RECORD_HEAD_BYTES
      const end = start + this.#arena[from]
      const hash = hashName(this.#arena, start, end)
      const fingerprint = fingerprintOf(hash)
      let slot = hash & (slotCount - 1)
      for (; fingerprints[slot] !== 0; slot = (slot + 1) & (slotCount - 1)) {
        if (fingerprints[slot] === fingerprint && sameName(arena, slots[slot], this.#arena, from)) break
      }
      const label = readLabels(this.#arena, from)
      if (fingerprints[slot] === 0) {
        fingerprints[slot] = fingerprint
        slots[slot] = used
        for (let i = from; i < end; i++) arena[used + i - from] = this.#arena[i]
        writeLabels(arena, used, sets.with(0, label))
        used += end - from
      } else writeLabels(arena, slots[slot], sets.with(readLabels(arena, slots[slot]), label))
    }
    const columns = { arena: trimmed(arena, used), fingerprints, slots, ...sets.columns(labels.columns.mask) }
    return new NameTable(columns, labels)
  }

  #grow(bytes: number): void {
    if (bytes > ARENA_BYTES_MAX) throw new RangeError(`names of more than ${ARENA_BYTES_MAX} bytes`)
    const grown = Buffer.alloc(Math.min(this.#arena.length * 2, ARENA_BYTES_MAX))
    this.#arena.copy(grown, 0, 0, this.#used)
    this.#arena = grown
  }
}

/** Repeated names leave room at the end; a little of it may stay. */
function trimmed(arena: Uint8Array, used: number): Uint8Array {
  if (used > arena.length * 0.9) return arena
  const copy = sharedColumn(Uint8Array, used)
  copy.set(arena.subarray(0, used))
  return copy
}

function writeLabels(arena: Uint8Array, record: number, labels: number): void {
  for (let i = 0; i < LABELS_BYTES; i++) arena[record + 1 + i] = (labels >>> (8 * i)) & 0xff
}

function sameName(arena: Uint8Array, record: number, others: Uint8Array, other: number): boolean {
  if (arena[record] !== others[other]) return false
  const last = RECORD_HEAD_BYTES + arena[record]
  for (let i = RECORD_HEAD_BYTES; i < last; i++) if (arena[record + i] !== others[other + i]) return false
  return true
}
