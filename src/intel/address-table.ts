import { formatRange4, formatRange6, parseAddress } from './address-text.ts'
import { CATEGORIES, categoryBit, keepsUnroutable } from './category.ts'
import type { Hit } from './indicator.ts'
import { fillMaxLast, type Ranges, rangesHolding } from './interval-tree.ts'
import type { ListNames } from './list-names.ts'
import { isRoutable, isRoutable4, isRoutable6 } from './routable.ts'

/** Entries as columns, ordered by (first, last); `maxLast` is the tree of interval-tree.ts over them. */
export interface AddressColumns {
  first: Uint32Array
  last: Uint32Array
  maxLast: Uint32Array
  list: Uint16Array
  /** 0 for every port. */
  port: Uint16Array
  /** Index into the threat names; 0 for none. */
  threat: Uint32Array
  /** A bit for each /24 that an entry touches: two million bytes answer nearly all look-ups. */
  blocks: Uint8Array
  /** Disjoint ranges for screening: `starts[i]` up to the next start has the categories `masks[i]`. */
  starts: Uint32Array
  masks: Uint32Array
}

export interface Entry6 {
  first: bigint
  last: bigint
  list: number
  port: number
  threat: number
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
  readonly #names: ListNames

  constructor(columns: AddressColumns, entries6: readonly Entry6[], names: ListNames) {
    this.columns = columns
    this.entries6 = entries6
    const last = entries6.map((entry) => entry.last)
    const maxLast = [...last]
    fillMaxLast(last, maxLast)
    this.#ranges6 = { first: entries6.map((entry) => entry.first), last, maxLast }
    this.#names = names
  }

  /** The categories whose lists have the address, with any port: a screen for `hits`. */
  categoriesOf4(address: number): number {
    const block = address >>> 8
    if ((this.columns.blocks[block >>> 3] & (1 << (block & 7))) === 0) return 0
    const { starts, masks } = this.columns
    let low = 0
    let high = starts.length
    while (low < high) {
      const middle = (low + high) >>> 1
      if (starts[middle] <= address) low = middle + 1
      else high = middle
    }
    if (low === 0) return 0
    const mask = masks[low - 1]
    return mask !== 0 && !isRoutable4(address) ? mask & ~ROUTABLE_ONLY : mask
  }

  /** The same for an address as text; 0 for what is no address. */
  categoriesOf(address: string): number {
    const value = parseAddress(address)
    if (typeof value === 'number') return this.categoriesOf4(value)
    if (value === undefined || this.entries6.length === 0) return 0
    return this.#hits6(value, undefined).reduce((mask, { hit }) => mask | categoryBit(hit.category), 0)
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
    const found = typeof value === 'number' ? this.#hits4(value, port) : this.#hits6(value, port)
    found.sort((a, b) => compareSizes(a.size, b.size) || compareHits(a.hit, b.hit))
    return found.map(({ hit }) => hit).filter((hit, i, all) => i === 0 || compareHits(all[i - 1], hit) !== 0)
  }

  #hits4(address: number, port: number | undefined): SizedHit[] {
    if (this.categoriesOf4(address) === 0) return []
    const { first, last, list, threat, port: ports } = this.columns
    const routable = isRoutable4(address)
    const found: SizedHit[] = []
    for (const i of rangesHolding(this.columns, address)) {
      if (!this.#counts(list[i], ports[i], port, routable)) continue
      const text = formatRange4(first[i], last[i])
      found.push({ size: last[i] - first[i], hit: this.#hit(list[i], threat[i], ports[i], text) })
    }
    return found
  }

  #hits6(address: bigint, port: number | undefined): SizedHit[] {
    const routable = isRoutable6(address)
    const found: SizedHit[] = []
    for (const i of rangesHolding(this.#ranges6, address)) {
      const { first, last, list, port: portOfEntry, threat } = this.entries6[i]
      if (!this.#counts(list, portOfEntry, port, routable)) continue
      const range = formatRange6(first, last)
      const text = portOfEntry === 0 ? range : `[${range}]`
      found.push({ size: last - first, hit: this.#hit(list, threat, portOfEntry, text) })
    }
    return found
  }

  #counts(list: number, portOfEntry: number, port: number | undefined, routable: boolean): boolean {
    if (portOfEntry !== 0 && port !== undefined && portOfEntry !== port) return false
    return routable || keepsUnroutable(this.#names.list(list).category)
  }

  #hit(list: number, threat: number, port: number, range: string): Hit {
    const { name, category } = this.#names.list(list)
    const threatName = this.#names.threat(threat)
    return {
      category,
      listName: name,
      ...(threatName === undefined ? {} : { threatName }),
      ...(port === 0 ? {} : { port }),
      entry: port === 0 ? range : `${range}:${port}`,
    }
  }
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
