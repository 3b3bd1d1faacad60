import { type Category, categoryBit } from './category.ts'
import { GrowingColumn, sharedCopy } from './shared-columns.ts'

export interface ListDescription {
  name: string
  category: Category
  /** Entries that were taken in. */
  entries: number
}

/** What entries say besides their address or name, once for all that say the same. */
export interface LabelColumns {
  list: Uint32Array
  /** 0 for every port. */
  port: Uint32Array
  /** Index into the threat names; 0 for none. */
  threat: Uint32Array
  /** The bit of the list's category. */
  mask: Uint32Array
}

/** Plain data that threads share. */
export interface SharedLabels {
  columns: LabelColumns
  lists: readonly ListDescription[]
  /** The first is empty: no threat name. */
  threats: readonly string[]
}

/** What an entry says besides its address or name. */
export interface Label {
  category: Category
  listName: string
  threatName?: string
  port?: number
}

/** Labels by number. Numbers follow the order of loading, so nothing that is shown may depend on them. */
export class Labels {
  readonly shared: SharedLabels
  readonly columns: LabelColumns

  constructor(shared: SharedLabels) {
    this.shared = shared
    this.columns = shared.columns
  }

  label(number: number): Label {
    const { list, port, threat } = this.columns
    const { name, category } = this.shared.lists[list[number]]
    return {
      category,
      listName: name,
      ...(threat[number] === 0 ? {} : { threatName: this.shared.threats[threat[number]] }),
      ...(port[number] === 0 ? {} : { port: port[number] }),
    }
  }
}

/** A list's number is below this, so that list and port fit 32 bits together. */
const LISTS_MAX = 1 << 16

/** Collects lists, threat names and labels. */
export class LabelsBuilder {
  readonly lists: ListDescription[] = []
  readonly #threats = new Map<string, number>([['', 0]])
  readonly #list = new GrowingColumn()
  readonly #port = new GrowingColumn()
  readonly #threat = new GrowingColumn()
  readonly #mask = new GrowingColumn()
  /** Label by threat, by list and port. */
  readonly #numbers = new Map<number, Map<number, number>>()

  /** The number of a list; two lists of the same name and category are one. */
  list(name: string, category: Category): number {
    const known = this.lists.findIndex((list) => list.name === name && list.category === category)
    if (known >= 0) return known
    if (this.lists.length >= LISTS_MAX) throw new RangeError(`more than ${LISTS_MAX} lists`)
    return this.lists.push({ name, category, entries: 0 }) - 1
  }

  label(list: number, port = 0, threatName = ''): number {
    const threat = this.#threats.get(threatName) ?? this.#threats.size
    if (threat === this.#threats.size) this.#threats.set(threatName, threat)
    const listAndPort = list * 65_536 + port
    const byThreat = this.#numbers.get(listAndPort) ?? new Map<number, number>()
    this.#numbers.set(listAndPort, byThreat)
    const known = byThreat.get(threat)
    if (known !== undefined) return known
    const number = this.#list.length
    byThreat.set(threat, number)
    this.#list.push(list)
    this.#port.push(port)
    this.#threat.push(threat)
    this.#mask.push(categoryBit(this.lists[list].category))
    return number
  }

  build(): Labels {
    const columns = {
      list: sharedCopy(this.#list.values),
      port: sharedCopy(this.#port.values),
      threat: sharedCopy(this.#threat.values),
      mask: sharedCopy(this.#mask.values),
    }
    return new Labels({ columns, lists: this.lists, threats: [...this.#threats.keys()] })
  }
}
