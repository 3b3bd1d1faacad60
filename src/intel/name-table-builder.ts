import { shared } from './address-table-builder.ts'
import { categoryBit } from './category.ts'
import type { ListNames } from './list-names.ts'
import { hashName, type NameColumns, NameTable } from './name-table.ts'

/** Collects names in an arena and columns that grow. */
export class NameTableBuilder {
  #arena = Buffer.alloc(1 << 16)
  #used = 0
  #count = 0
  #offset = new Uint32Array(1_024)
  #length = new Uint8Array(1_024)
  #list = new Uint16Array(1_024)
  #threat = new Uint32Array(1_024)

  /** `name` is lower case, ASCII, at most 253 bytes, without a trailing dot. */
  add(name: string, list: number, threat: number): void {
    if (this.#count === this.#offset.length) this.#growColumns()
    if (this.#used + name.length > this.#arena.length) {
      this.#arena = Buffer.concat([this.#arena], this.#arena.length * 2)
    }
    this.#offset[this.#count] = this.#used
    this.#length[this.#count] = name.length
    this.#list[this.#count] = list
    this.#threat[this.#count] = threat
    this.#used += this.#arena.write(name, this.#used, 'latin1')
    this.#count++
  }

  build(names: ListNames): NameTable {
    const count = this.#count
    const columns: NameColumns = {
      arena: shared(Uint8Array, this.#used),
      offset: shared(Uint32Array, count),
      length: shared(Uint8Array, count),
      list: shared(Uint16Array, count),
      threat: shared(Uint32Array, count),
      next: shared(Uint32Array, count),
      mask: shared(Uint32Array, count),
      slots: shared(Uint32Array, 1 << Math.ceil(Math.log2(Math.max(count, 1) * 2 + 1))),
    }
    columns.arena.set(this.#arena.subarray(0, this.#used))
    columns.offset.set(this.#offset.subarray(0, count))
    columns.length.set(this.#length.subarray(0, count))
    columns.list.set(this.#list.subarray(0, count))
    columns.threat.set(this.#threat.subarray(0, count))
    const bits = names.lists.map(({ category }) => categoryBit(category))
    for (let entry = 0; entry < count; entry++) insert(columns, entry, bits)
    return new NameTable(columns, names)
  }

  #growColumns(): void {
    const size = this.#offset.length * 2
    const grown = <Column extends Uint32Array | Uint16Array | Uint8Array>(column: Column, larger: Column) => {
      larger.set(column)
      return larger
    }
    this.#offset = grown(this.#offset, new Uint32Array(size))
    this.#length = grown(this.#length, new Uint8Array(size))
    this.#list = grown(this.#list, new Uint16Array(size))
    this.#threat = grown(this.#threat, new Uint32Array(size))
  }
}

function insert(
  { arena, offset, length, list, threat, next, mask, slots }: NameColumns,
  entry: number,
  bits: number[],
): void {
  const start = offset[entry]
  const end = start + length[entry]
  const slotMask = slots.length - 1
  let slot = hashName(arena, start, end) & slotMask
  for (; slots[slot] !== 0; slot = (slot + 1) & slotMask) {
    const known = slots[slot] - 1
    if (length[known] !== length[entry] || !sameBytes(arena, offset[known], start, length[entry])) continue
    for (let i = known; ; i = next[i] - 1) {
      if (list[i] === list[entry] && threat[i] === threat[entry]) return
      if (next[i] === 0) {
        next[i] = entry + 1
        mask[known] |= bits[list[entry]]
        return
      }
    }
  }
  slots[slot] = entry + 1
  mask[entry] = bits[list[entry]]
}

function sameBytes(arena: Uint8Array, a: number, b: number, size: number): boolean {
  for (let i = 0; i < size; i++) if (arena[a + i] !== arena[b + i]) return false
  return true
}
