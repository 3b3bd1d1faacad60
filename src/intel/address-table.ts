import { parseIpv4 } from '../std/ipv4.ts'
import { formatRange4, formatRange6, parseIpv6 } from './address-text.ts'
import { CATEGORIES, categoryBit, keepsUnroutable } from './category.ts'
import type { Hit } from './indicator.ts'
import type { ListNames } from './list-names.ts'
import { isRoutable, isRoutable4 } from './routable.ts'

/** Entries as columns, ordered by (first, last, list, port); `maxLast` is the largest `last` up to each entry. */
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
  readonly entries6: readonly Entry6[]
  readonly #names: ListNames

  constructor(columns: AddressColumns, entries6: readonly Entry6[], names: ListNames) {
    this.columns = columns
    this.entries6 = entries6
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
    const address4 = parseIpv4(address)
    if (address4 !== undefined) return this.categoriesOf4(address4)
    if (this.entries6.length === 0) return 0
    return this.#hits6(address, undefined).reduce((mask, hit) => mask | categoryBit(hit.category), 0)
  }

  isRoutable(address: string): boolean {
    return isRoutable(address)
  }

  /**
   * Entries that have the address, and the port where they name one (without `port`, entries of any port). Most specific
   * first, then by list name: the same order whatever the order of loading.
   */
  hits(address: string | number, port?: number): Hit[] {
    const address4 = typeof address === 'number' ? address : parseIpv4(address)
    const found = address4 === undefined ? this.#hits6(String(address), port) : this.#hits4(address4, port)
    return found
  }

  #hits4(address: number, port: number | undefined): Hit[] {
    if (this.categoriesOf4(address) === 0) return []
    const { first, last, maxLast, list, threat, port: ports } = this.columns
    const routable = isRoutable4(address)
    let low = 0
    let high = first.length
    while (low < high) {
      const middle = (low + high) >>> 1
      if (first[middle] <= address) low = middle + 1
      else high = middle
    }
    const found: { size: number; hit: Hit }[] = []
    for (let i = low - 1; i >= 0 && maxLast[i] >= address; i--) {
      if (last[i] < address || (ports[i] !== 0 && port !== undefined && ports[i] !== port)) continue
      const { category } = this.#names.list(list[i])
      if (!routable && !keepsUnroutable(category)) continue
      const text = formatRange4(first[i], last[i])
      found.push({ size: last[i] - first[i], hit: this.#hit(list[i], threat[i], ports[i], text) })
    }
    return found.sort((a, b) => a.size - b.size || compareHits(a.hit, b.hit)).map(({ hit }) => hit)
  }

  #hits6(address: string, port: number | undefined): Hit[] {
    const value = parseIpv6(address)
    if (value === undefined) return []
    const routable = isRoutable(address)
    return this.entries6
      .filter((entry) => entry.first <= value && value <= entry.last)
      .filter((entry) => entry.port === 0 || port === undefined || entry.port === port)
      .filter((entry) => routable || keepsUnroutable(this.#names.list(entry.list).category))
      .sort((a, b) => Number(a.last - a.first - (b.last - b.first)))
      .map((entry) => this.#hit(entry.list, entry.threat, entry.port, formatRange6(entry.first, entry.last)))
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

export function compareHits(a: Hit, b: Hit): number {
  return (
    compareText(a.listName, b.listName) ||
    compareText(a.entry, b.entry) ||
    compareText(a.threatName ?? '', b.threatName ?? '')
  )
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
