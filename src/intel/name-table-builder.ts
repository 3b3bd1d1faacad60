import type { Labels } from './labels.ts'
import { fingerprintOf, hashName, LABELS_BYTES, NameTable, RECORD_HEAD_BYTES, readLabels } from './name-table.ts'
import { GrowingColumn, sharedColumn, sharedCopy } from './shared-columns.ts'

/** Offsets into the arena have 32 bits. */
const ARENA_BYTES_MAX = 2 ** 32

/** Collects names: each once, in an arena, with the set of its labels. */
export class NameTableBuilder {
  #arena = new Uint8Array(1 << 16)
  #used = 0
  #count = 0
  #fingerprints = new Uint8Array(1_024)
  #slots = new Uint32Array(1_024)
  /** Sets of labels as chains: a set is another set, `parent`, and one label more; set 0 is empty. */
  readonly #parent = new GrowingColumn()
  readonly #label = new GrowingColumn()
  readonly #sets = new Map<number, number>()

  constructor() {
    this.#parent.push(0)
    this.#label.push(0)
  }

  /** `name` is lower case, ASCII, at most 253 bytes, without a trailing dot. */
  add(name: string, label: number): void {
    const at = this.#used
    this.#write(name)
    const slot = this.#slotOf(at)
    const known = this.#fingerprints[slot] === 0 ? at : this.#slots[slot]
    setLabels(this.#arena, known, this.#with(readLabels(this.#arena, known), label))
    if (known !== at) return
    this.#occupy(slot, at)
    this.#used += RECORD_HEAD_BYTES + name.length
    this.#count++
    if (this.#count * 2 > this.#slots.length) this.#growSlots()
  }

  build(labels: Labels): NameTable {
    const columns = {
      arena: sharedColumn(Uint8Array, this.#used),
      fingerprints: sharedColumn(Uint8Array, this.#slots.length),
      slots: sharedCopy(this.#slots),
      parent: sharedCopy(this.#parent.values),
      label: sharedCopy(this.#label.values),
      mask: sharedColumn(Uint32Array, this.#parent.length),
    }
    columns.arena.set(this.#arena.subarray(0, this.#used))
    columns.fingerprints.set(this.#fingerprints)
    for (let set = 1; set < columns.mask.length; set++) {
      columns.mask[set] = columns.mask[columns.parent[set]] | labels.columns.mask[columns.label[set]]
    }
    return new NameTable(columns, labels)
  }

  /** Writes the record after the last one, where it stays only if its name is new. */
  #write(name: string): void {
    const end = this.#used + RECORD_HEAD_BYTES + name.length
    if (end > ARENA_BYTES_MAX) throw new RangeError(`names of more than ${ARENA_BYTES_MAX} bytes`)
    if (end > this.#arena.length) {
      const grown = new Uint8Array(Math.min(Math.max(this.#arena.length * 2, end), ARENA_BYTES_MAX))
      grown.set(this.#arena.subarray(0, this.#used))
      this.#arena = grown
    }
    let at = this.#used
    this.#arena[at++] = name.length
    for (let i = 0; i < LABELS_BYTES; i++) this.#arena[at++] = 0
    for (let i = 0; i < name.length; i++) this.#arena[at++] = name.charCodeAt(i)
  }

  /** The slot of the name of the record at `at`, or the free one where it belongs. */
  #slotOf(at: number): number {
    const arena = this.#arena
    const length = arena[at]
    const hash = hashName(arena, at + RECORD_HEAD_BYTES, at + RECORD_HEAD_BYTES + length)
    const fingerprint = fingerprintOf(hash)
    const last = this.#slots.length - 1
    let slot = hash & last
    for (; this.#fingerprints[slot] !== 0; slot = (slot + 1) & last) {
      if (this.#fingerprints[slot] === fingerprint && sameName(arena, this.#slots[slot], at)) break
    }
    return slot
  }

  #occupy(slot: number, at: number): void {
    const start = at + RECORD_HEAD_BYTES
    this.#fingerprints[slot] = fingerprintOf(hashName(this.#arena, start, start + this.#arena[at]))
    this.#slots[slot] = at
  }

  #growSlots(): void {
    const size = this.#slots.length * 2
    this.#slots = new Uint32Array(size)
    this.#fingerprints = new Uint8Array(size)
    for (let at = 0; at < this.#used; at += RECORD_HEAD_BYTES + this.#arena[at]) this.#occupy(this.#slotOf(at), at)
  }

  /** The set with one label more; the same set when it has the label. */
  #with(set: number, label: number): number {
    for (let one = set; one !== 0; one = this.#parent.at(one)) if (this.#label.at(one) === label) return set
    const key = set * SETS_MAX + label
    const known = this.#sets.get(key)
    if (known !== undefined) return known
    const number = this.#parent.length
    if (number >= SETS_MAX) throw new RangeError(`more than ${SETS_MAX} sets of lists and threats`)
    this.#parent.push(set)
    this.#label.push(label)
    this.#sets.set(key, number)
    return number
  }
}

/** Numbers of two sets, or of a set and a label, make one integer together. */
const SETS_MAX = 2 ** 26

function setLabels(arena: Uint8Array, at: number, set: number): void {
  for (let i = 0; i < LABELS_BYTES; i++) arena[at + 1 + i] = (set >>> (8 * i)) & 0xff
}

function sameName(arena: Uint8Array, a: number, b: number): boolean {
  if (arena[a] !== arena[b]) return false
  const last = RECORD_HEAD_BYTES + arena[a]
  for (let i = RECORD_HEAD_BYTES; i < last; i++) if (arena[a + i] !== arena[b + i]) return false
  return true
}
