import { type AddressColumns, AddressTable, type Entry6 } from './address-table.ts'
import { AddressTableBuilder } from './address-table-builder.ts'
import { type Category, keepsUnroutable, kindOf } from './category.ts'
import type { Indicator } from './indicator.ts'
import { Labels, LabelsBuilder, type ListDescription, type SharedLabels } from './labels.ts'
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
  labels: SharedLabels
}

/** All lists, compiled: addresses and names of every category in one table each. */
export class Indicators {
  readonly addresses: AddressTable
  readonly names: NameTable
  readonly lists: readonly ListDescription[]
  readonly #labels: SharedLabels

  constructor(addresses: AddressTable, names: NameTable, labels: Labels) {
    this.addresses = addresses
    this.names = names
    this.#labels = labels.shared
    this.lists = this.#labels.lists
  }

  /** What another thread makes the same indicators of with `from`; the large columns are not copied. */
  share(): SharedIndicators {
    const { columns, entries6 } = this.addresses
    return { addresses: columns, entries6, names: this.names.columns, labels: this.#labels }
  }

  static from({ addresses, entries6, names, labels: sharedLabels }: SharedIndicators): Indicators {
    const labels = new Labels(sharedLabels)
    return new Indicators(new AddressTable(addresses, entries6, labels), new NameTable(names, labels), labels)
  }
}

/** What became of a list's entries. */
export interface Taken {
  taken: number
  /** Addresses that nobody can reach over the internet, of which public lists mean nothing. */
  unroutable: number
  /** Names in a category of addresses, or addresses in one of names. */
  otherKind: number
}

/** Collects lists, and compiles them. GuardDuty's public test names are always in, as a list of their own. */
export class IndicatorsBuilder {
  readonly #addresses = new AddressTableBuilder()
  readonly #names = new NameTableBuilder()
  readonly #labels = new LabelsBuilder()

  constructor() {
    for (const category of Object.keys(TEST_NAMES) as (keyof typeof TEST_NAMES)[]) {
      const list = this.#labels.list(TEST_LIST_NAME, category)
      const counts = { taken: 0, unroutable: 0, otherKind: 0 }
      for (const name of TEST_NAMES[category]) this.#take({ kind: 'name', name }, list, counts)
    }
  }

  /** Takes in a list. Two lists of the same name and category are one. */
  add(category: Category, list: ParsedList, listName: string): Taken {
    const number = this.#labels.list(listName, category)
    const counts = { taken: 0, unroutable: 0, otherKind: 0 }
    for (const indicator of list.indicators()) this.#take(indicator, number, counts)
    return counts
  }

  build(): Indicators {
    const labels = this.#labels.build()
    return new Indicators(this.#addresses.build(labels), this.#names.build(labels), labels)
  }

  #take(indicator: Indicator, number: number, counts: Taken): void {
    const list = this.#labels.lists[number]
    if ((indicator.kind === 'name') !== (kindOf(list.category) === 'name')) {
      counts.otherKind++
      return
    }
    if (indicator.kind !== 'name' && !keepsUnroutable(list.category) && isUnroutableRange(indicator)) {
      counts.unroutable++
      return
    }
    switch (indicator.kind) {
      case 'name':
        this.#names.add(indicator.name, this.#labels.label(number, 0, indicator.threatName))
        break
      case 'range4':
        this.#addresses.add4(
          indicator.first,
          indicator.last,
          this.#labels.label(number, indicator.port, indicator.threatName),
        )
        break
      case 'range6':
        this.#addresses.add6({
          first: indicator.first,
          last: indicator.last,
          label: this.#labels.label(number, indicator.port, indicator.threatName),
        })
        break
    }
    list.entries++
    counts.taken++
  }
}
