import { formatIpv4 } from '../std/ipv4.ts'
import { formatRange4, formatRange6, parseAddress } from './address-text.ts'
import { CATEGORIES, categoryBit, keepsUnroutable } from './category.ts'
import type { Hit } from './indicator.ts'
import { fillMaxLast, type Ranges, rangesHolding } from './interval-tree.ts'
import type { Labels } from './labels.ts'
import { isRoutable, isRoutable4, isRoutable6 } from './routable.ts'

export interface AddressColumns {
  /** Entries of one address, ordered by (address, label). */
  single: Uint32Array
  singleLabel: Uint32Array
  /** Index of the first such entry of each /16, and at the end their number. */
  heads: Uint32Array
  /** Entries of several addresses, ordered by (first, last); `maxLast` is the tree of interval-tree.ts over them. */
  first: Uint32Array
  last: Uint32Array
  maxLast: Uint32Array
  rangeLabel: Uint32Array
  /** Disjoint parts of those for screening: `starts[i]` up to the next start has the categories `masks[i]`. */
  starts: Uint32Array
  masks: Uint32Array
  /** A bit for each /24 that an entry touches: two million bytes answer nearly all look-ups. */
  blocks: Uint8Array
}

export interface Entry6 {
  first: bigint
  last: bigint
  label: number
}

const ROUTABLE_ONLY = CATEGORIES.reduce(
  (mask, category) => (keepsUnroutable(category) ? mask : mask | categoryBit(category)),
  0,
)

/** Addresses of all lists together. Look-ups of what is on no list, nearly all, cost one bit test. */
export class AddressTable {
  readonly columns: AddressColumns
  /** Ordered by their first addresses. */
  readonly entries6: readonly Entry6[]
  readonly #ranges6: Ranges<bigint>
  readonly #labels: Labels
  readonly #bits: Uint32Array

  constructor(columns: AddressColumns, entries6: readonly Entry6[], labels: Labels) {
    this.columns = columns
    this.entries6 = entries6
    const last = entries6.map((entry) => entry.last)
    const maxLast = [...last]
    fillMaxLast(last, maxLast)
    this.#ranges6 = { first: entries6.map((entry) => entry.first), last, maxLast }
    this.#labels = labels
    this.#bits = labels.columns.mask
  }

  /** The categories whose lists have the address, with any port: a screen for `hits`. */
  categoriesOf4(address: number): number {
    if ((this.columns.blocks[address >>> 11] & (1 << ((address >>> 8) & 7))) === 0) return 0
    return this.#categoriesInBlock(address)
  }

  #categoriesInBlock(address: number): number {
    const { single, singleLabel, starts, masks } = this.columns
    let mask = 0
    for (let i = firstOf(this.columns, address); single[i] === address; i++) mask |= this.#bits[singleLabel[i]]
    let low = 0
    let high = starts.length
    while (low < high) {
      const middle = (low + high) >>> 1
      if (starts[middle] <= address) low = middle + 1
      else high = middle
    }
    if (low > 0) mask |= masks[low - 1]
    return mask !== 0 && !isRoutable4(address) ? mask & ~ROUTABLE_ONLY : mask
  }

  /** The same for an address as text; 0 for what is no address. */
  categoriesOf(address: string): number {
    const value = parseAddress(address)
    if (typeof value === 'number') return this.categoriesOf4(value)
    if (value === undefined || this.entries6.length === 0) return 0
    return this.#hits6(value).reduce((mask, { hit }) => mask | categoryBit(hit.category), 0)
  }

  isRoutable(address: string): boolean {
    return isRoutable(address)
  }

  /**
   * Entries that have the address, and the port where they name one (without `port`, entries of any port). Most specific
   * first, then by list name, category, entry and threat name: the same order whatever the order of loading.
   */
  hits(address: string | number, port?: number): Hit[] {
    const value = typeof address === 'number' ? address : parseAddress(address)
    if (value === undefined) return []
    const isNumber = typeof value === 'number'
    const routable = isNumber ? isRoutable4(value) : isRoutable6(value)
    return (isNumber ? this.#hits4(value) : this.#hits6(value))
      .filter(({ hit }) => hit.port === undefined || port === undefined || hit.port === port)
      .filter(({ hit }) => routable || keepsUnroutable(hit.category))
      .sort((a, b) => compareSizes(a.size, b.size) || compareHits(a.hit, b.hit))
      .map(({ hit }) => hit)
      .filter((hit, i, all) => i === 0 || compareHits(all[i - 1], hit) !== 0)
  }

  #hits4(address: number): SizedHit[] {
    if (this.categoriesOf4(address) === 0) return []
    const { single, singleLabel, first, last, rangeLabel } = this.columns
    const found: SizedHit[] = []
    for (let i = firstOf(this.columns, address); single[i] === address; i++) {
      found.push({ size: 0, hit: this.#hit(singleLabel[i], formatIpv4(address)) })
    }
    for (const i of rangesHolding(this.columns, address)) {
      found.push({ size: last[i] - first[i], hit: this.#hit(rangeLabel[i], formatRange4(first[i], last[i])) })
    }
    return found
  }

  #hits6(address: bigint): SizedHit[] {
    return rangesHolding(this.#ranges6, address).map((i) => {
      const { first, last, label } = this.entries6[i]
      return { size: last - first, hit: this.#hit(label, formatRange6(first, last)) }
    })
  }

  #hit(number: number, range: string): Hit {
    const label = this.#labels.label(number)
    if (label.port === undefined) return { ...label, entry: range }
    return { ...label, entry: `${range.includes(':') ? `[${range}]` : range}:${label.port}` }
  }
}

/** Index of the first entry of the address, or of the one that would follow it. */
function firstOf({ single, heads }: AddressColumns, address: number): number {
  let low = heads[address >>> 16]
  let high = heads[(address >>> 16) + 1]
  while (low < high) {
    const middle = (low + high) >>> 1
    if (single[middle] < address) low = middle + 1
    else high = middle
  }
  return low
}

interface SizedHit {
  /** Addresses of the entry less one. */
  size: number | bigint
  hit: Hit
}

function compareSizes(a: number | bigint, b: number | bigint): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/** The order of hits of equally specific entries; 0 for the same entry of the same list. */
export function compareHits(a: Hit, b: Hit): number {
  return (
    compareText(a.listName, b.listName) ||
    compareText(a.category, b.category) ||
    compareText(a.entry, b.entry) ||
    compareText(a.threatName ?? '', b.threatName ?? '')
  )
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
