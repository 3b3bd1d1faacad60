import { type AddressColumns, AddressTable, type Entry6 } from './address-table.ts'
import { AddressTableBuilder } from './address-table-builder.ts'
import { type Category, keepsUnroutable } from './category.ts'
import type { Indicator } from './indicator.ts'
import { type ListDescription, ListNames } from './list-names.ts'
import { type NameColumns, NameTable } from './name-table.ts'
import { NameTableBuilder } from './name-table-builder.ts'
import type { ParsedList } from './parse-list.ts'
import { isUnroutableRange } from './routable.ts'
import { TEST_LIST_NAME, TEST_NAMES } from './test-names.ts'

export type { Hit, Indicator } from './indicator.ts'

/** Everything that threads share: plain data, the large columns over `SharedArrayBuffer`s. */
export interface SharedIndicators {
  addresses: AddressColumns
  entries6: readonly Entry6[]
  names: NameColumns
  lists: readonly ListDescription[]
  threats: readonly string[]
}

/** All lists, compiled: addresses and names of every category in one table each. */
export class Indicators {
  readonly addresses: AddressTable
  readonly names: NameTable
  readonly lists: readonly ListDescription[]
  readonly #threats: readonly string[]

  constructor(addresses: AddressTable, names: NameTable, { lists, threats }: ListNames) {
    this.addresses = addresses
    this.names = names
    this.lists = lists
    this.#threats = threats
  }

  /** What another thread makes the same indicators of with `from`; the large columns are not copied. */
  share(): SharedIndicators {
    return {
      addresses: this.addresses.columns,
      entries6: this.addresses.entries6,
      names: this.names.columns,
      lists: this.lists,
      threats: this.#threats,
    }
  }

  static from({ addresses, entries6, names, lists, threats }: SharedIndicators): Indicators {
    const listNames = new ListNames(lists, threats)
    return new Indicators(new AddressTable(addresses, entries6, listNames), new NameTable(names, listNames), listNames)
  }
}

/** A list's number has 16 bits. */
const LISTS_MAX = 65_535

/** Collects lists, and compiles them. GuardDuty's public test names are always in, as a list of their own. */
export class IndicatorsBuilder {
  readonly #addresses = new AddressTableBuilder()
  readonly #names = new NameTableBuilder()
  readonly #lists: ListDescription[] = []
  readonly #threats = new Map<string, number>([['', 0]])

  constructor() {
    for (const category of Object.keys(TEST_NAMES) as (keyof typeof TEST_NAMES)[]) {
      const number = this.#list(TEST_LIST_NAME, category)
      for (const name of TEST_NAMES[category]) this.#take({ kind: 'name', name }, number)
    }
  }

  /** Takes in a list. Two lists of the same name and category are one. */
  add(category: Category, list: ParsedList, listName: string): void {
    const number = this.#list(listName, category)
    for (const indicator of list.indicators()) this.#take(indicator, number)
  }

  build(): Indicators {
    const names = new ListNames(this.#lists, [...this.#threats.keys()])
    return new Indicators(this.#addresses.build(names), this.#names.build(names), names)
  }

  #list(name: string, category: Category): number {
    const known = this.#lists.findIndex((list) => list.name === name && list.category === category)
    if (known >= 0) return known
    if (this.#lists.length >= LISTS_MAX) throw new RangeError(`more than ${LISTS_MAX} lists`)
    return this.#lists.push({ name, category, entries: 0 }) - 1
  }

  /** Addresses that nobody can reach over the internet are left out of public lists. */
  #take(indicator: Indicator, number: number): void {
    const list = this.#lists[number]
    const threat = this.#threat(indicator.threatName)
    switch (indicator.kind) {
      case 'name':
        this.#names.add(indicator.name, number, threat)
        break
      case 'range4':
        if (!keepsUnroutable(list.category) && isUnroutableRange(indicator)) return
        this.#addresses.add4(indicator.first, indicator.last, number, indicator.port ?? 0, threat)
        break
      case 'range6':
        if (!keepsUnroutable(list.category) && isUnroutableRange(indicator)) return
        this.#addresses.add6({
          first: indicator.first,
          last: indicator.last,
          list: number,
          port: indicator.port ?? 0,
          threat,
        })
        break
    }
    list.entries++
  }

  #threat(name = ''): number {
    const known = this.#threats.get(name)
    if (known !== undefined) return known
    const number = this.#threats.size
    this.#threats.set(name, number)
    return number
  }
}
