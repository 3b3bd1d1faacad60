import { radixOrder } from '../std/radix-order.ts'
import { type AddressColumns, AddressTable, type Entry6 } from './address-table.ts'
import { categoryBit } from './category.ts'
import { fillMaxLast } from './interval-tree.ts'
import type { ListNames } from './list-names.ts'

const BLOCKS_BYTES = 1 << 21

/** Collects IPv4 entries in growing columns: a million of them cost 16 MB, not objects. */
export class AddressTableBuilder {
  #count = 0
  #first = new Uint32Array(1_024)
  #last = new Uint32Array(1_024)
  /** list << 16 | port */
  #listPort = new Uint32Array(1_024)
  #threat = new Uint32Array(1_024)
  readonly #entries6: Entry6[] = []

  add4(first: number, last: number, list: number, port: number, threat: number): void {
    if (this.#count === this.#first.length) this.#grow()
    this.#first[this.#count] = first
    this.#last[this.#count] = last
    this.#listPort[this.#count] = ((list << 16) | port) >>> 0
    this.#threat[this.#count] = threat
    this.#count++
  }

  add6(entry: Entry6): void {
    this.#entries6.push(entry)
  }

  build(names: ListNames): AddressTable {
    const order = radixOrder(this.#first.subarray(0, this.#count), this.#last, this.#count)
    const entries6 = this.#entries6.toSorted((a, b) => (a.first < b.first ? -1 : a.first > b.first ? 1 : 0))
    return new AddressTable(this.#columns(order, names), entries6, names)
  }

  #columns(order: Uint32Array, names: ListNames): AddressColumns {
    const count = order.length
    const columns: AddressColumns = {
      first: shared(Uint32Array, count),
      last: shared(Uint32Array, count),
      maxLast: shared(Uint32Array, count),
      list: shared(Uint16Array, count),
      port: shared(Uint16Array, count),
      threat: shared(Uint32Array, count),
      blocks: shared(Uint8Array, BLOCKS_BYTES),
      starts: new Uint32Array(0),
      masks: new Uint32Array(0),
    }
    for (let i = 0; i < count; i++) {
      const from = order[i]
      columns.first[i] = this.#first[from]
      columns.last[i] = this.#last[from]
      columns.list[i] = this.#listPort[from] >>> 16
      columns.port[i] = this.#listPort[from] & 0xffff
      columns.threat[i] = this.#threat[from]
      markBlocks(columns.blocks, this.#first[from], this.#last[from])
    }
    fillMaxLast(columns.last, columns.maxLast)
    return { ...columns, ...screenOf(columns, names) }
  }

  #grow(): void {
    const size = this.#first.length * 2
    const larger = (column: Uint32Array) => {
      const grown = new Uint32Array(size)
      grown.set(column)
      return grown
    }
    this.#first = larger(this.#first)
    this.#last = larger(this.#last)
    this.#listPort = larger(this.#listPort)
    this.#threat = larger(this.#threat)
  }
}

function markBlocks(blocks: Uint8Array, first: number, last: number): void {
  const end = (last >>> 8) + 1
  let block = first >>> 8
  for (; block < end && (block & 7) !== 0; block++) blocks[block >>> 3] |= 1 << (block & 7)
  const wholeBytes = (end - block) >>> 3
  blocks.fill(0xff, block >>> 3, (block >>> 3) + wholeBytes)
  for (block += wholeBytes * 8; block < end; block++) blocks[block >>> 3] |= 1 << (block & 7)
}

/** Disjoint ranges with the categories that cover them, by a sweep over starts and ends. */
function screenOf({ first, last, list }: AddressColumns, names: ListNames): Pick<AddressColumns, 'starts' | 'masks'> {
  const count = first.length
  const starts: number[] = []
  const masks: number[] = []
  const bits = names.lists.map(({ category }) => categoryBit(category))
  const open = new Array<number>(32).fill(0)
  const ends = radixOrder(last, first, count)
  let mask = 0
  let s = 0
  let e = 0
  const emit = (at: number) => {
    if (starts.at(-1) === at) masks[masks.length - 1] = mask
    else if (masks.at(-1) !== mask) {
      starts.push(at)
      masks.push(mask)
    }
  }
  while (s < count || e < count) {
    if (s < count && first[s] <= last[ends[e]]) {
      const bit = bits[list[s]]
      if (open[31 - Math.clz32(bit)]++ === 0) mask |= bit
      emit(first[s++])
    } else {
      const bit = bits[list[ends[e]]]
      if (--open[31 - Math.clz32(bit)] === 0) mask &= ~bit
      const after = last[ends[e++]] + 1
      if (after <= 0xffffffff) emit(after)
    }
  }
  const result = { starts: shared(Uint32Array, starts.length), masks: shared(Uint32Array, masks.length) }
  result.starts.set(starts)
  result.masks.set(masks)
  return result
}

interface SharedArray<A> {
  new (buffer: SharedArrayBuffer): A
  readonly BYTES_PER_ELEMENT: number
}

/** A typed array that threads share instead of copying. */
export function shared<A>(kind: SharedArray<A>, length: number): A {
  return new kind(new SharedArrayBuffer(length * kind.BYTES_PER_ELEMENT))
}
