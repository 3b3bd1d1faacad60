import { radixOrder } from '../std/radix-order.ts'
import { type AddressColumns, AddressTable, type Entry6 } from './address-table.ts'
import { fillMaxLast } from './interval-tree.ts'
import type { Labels } from './labels.ts'
import { GrowingColumn, sharedColumn, sharedCopy } from './shared-columns.ts'

/** A bit for each /24. */
const BLOCKS_BYTES = 1 << 21

/** Collects entries: a million IPv4 addresses cost eight megabytes, no objects. */
export class AddressTableBuilder {
  readonly #singles = { address: new GrowingColumn(), label: new GrowingColumn() }
  readonly #ranges = { first: new GrowingColumn(), last: new GrowingColumn(), label: new GrowingColumn() }
  readonly #entries6: Entry6[] = []

  add4(first: number, last: number, label: number): void {
    if (first === last) {
      this.#singles.address.push(first)
      this.#singles.label.push(label)
    } else {
      this.#ranges.first.push(first)
      this.#ranges.last.push(last)
      this.#ranges.label.push(label)
    }
  }

  add6(entry: Entry6): void {
    this.#entries6.push(entry)
  }

  build(labels: Labels): AddressTable {
    const singles = singlesOf(this.#singles.address.values, this.#singles.label.values)
    const ranges = rangesOf(this.#ranges.first.values, this.#ranges.last.values, this.#ranges.label.values)
    const screen = screenOf(ranges, labels.columns.mask)
    const columns = { ...singles, ...ranges, ...screen, blocks: blocksOf(singles.single, screen) }
    const entries6 = this.#entries6.toSorted((a, b) => (a.first < b.first ? -1 : a.first > b.first ? 1 : 0))
    return new AddressTable(columns, entries6, labels)
  }
}

type Singles = Pick<AddressColumns, 'single' | 'singleLabel' | 'heads'>
type Ranges = Pick<AddressColumns, 'first' | 'last' | 'maxLast' | 'rangeLabel'>
type Screen = Pick<AddressColumns, 'starts' | 'masks'>

/** Entries in order, each once. */
function singlesOf(address: Uint32Array, label: Uint32Array): Singles {
  const order = radixOrder(address, label, address.length)
  let count = 0
  for (let i = 0; i < order.length; i++) {
    const at = order[i]
    if (i > 0 && address[at] === address[order[count - 1]] && label[at] === label[order[count - 1]]) continue
    order[count++] = at
  }
  const single = sharedColumn(Uint32Array, count)
  const singleLabel = sharedColumn(Uint32Array, count)
  const heads = sharedColumn(Uint32Array, 65_537)
  for (let i = 0; i < count; i++) {
    single[i] = address[order[i]]
    singleLabel[i] = label[order[i]]
    heads[(single[i] >>> 16) + 1]++
  }
  for (let half = 1; half <= 65_536; half++) heads[half] += heads[half - 1]
  return { single, singleLabel, heads }
}

function rangesOf(first: Uint32Array, last: Uint32Array, label: Uint32Array): Ranges {
  const order = radixOrder(first, last, first.length)
  const ordered = (column: Uint32Array) => sharedCopy(order.map((from) => column[from]))
  const ranges = { first: ordered(first), last: ordered(last), rangeLabel: ordered(label) }
  const maxLast = sharedColumn(Uint32Array, order.length)
  fillMaxLast(ranges.last, maxLast)
  return { ...ranges, maxLast }
}

function blocksOf(singles: Uint32Array, { starts, masks }: Screen): Uint8Array {
  const blocks = sharedColumn(Uint8Array, BLOCKS_BYTES)
  for (let i = 0; i < singles.length; i++) blocks[singles[i] >>> 11] |= 1 << ((singles[i] >>> 8) & 7)
  for (let i = 0; i < starts.length; i++) {
    if (masks[i] !== 0) markBlocks(blocks, starts[i], (starts[i + 1] ?? 2 ** 32) - 1)
  }
  return blocks
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
function screenOf({ first, last, rangeLabel }: Ranges, bits: Uint32Array): Screen {
  const count = first.length
  const starts: number[] = []
  const masks: number[] = []
  const open = new Uint32Array(32)
  const ends = radixOrder(last, first, count)
  let mask = 0
  let s = 0
  let e = 0
  const emit = (at: number) => {
    if (starts.at(-1) === at) masks[masks.length - 1] = mask
    else if ((masks.at(-1) ?? 0) !== mask) {
      starts.push(at)
      masks.push(mask)
    }
  }
  while (s < count || e < count) {
    if (s < count && first[s] <= last[ends[e]]) {
      const bit = bits[rangeLabel[s]]
      if (open[31 - Math.clz32(bit)]++ === 0) mask |= bit
      emit(first[s++])
    } else {
      const bit = bits[rangeLabel[ends[e]]]
      if (--open[31 - Math.clz32(bit)] === 0) mask &= ~bit
      const after = last[ends[e++]] + 1
      if (after <= 0xffffffff) emit(after)
    }
  }
  return { starts: sharedCopy(starts), masks: sharedCopy(masks) }
}
