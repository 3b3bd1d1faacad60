import type { Category } from '../../intel/category.ts'
import { type Indicators, IndicatorsBuilder } from '../../intel/indicators.ts'
import { type ListFormat, parseList } from '../../intel/parse-list.ts'
import type { Stores } from '../../store/ports.ts'
import type { IndicatorSet } from '../../store/records.ts'

/** A list for one of Picket's own categories, from the configuration. */
export interface OwnList {
  category: Category
  name: string
  content: Uint8Array
}

/** Compiled lists kept at once: one for each administrator that has lists of its own. */
const COMPILED_MAX = 64

/** Compiles Picket's own lists together with the sets of a detector; the same sets are compiled once. */
export class ListCompiler {
  #own: readonly OwnList[]
  readonly #compiled = new Map<string, Indicators>()

  constructor(own: readonly OwnList[]) {
    this.#own = own
  }

  /** Picket's own lists have changed. */
  replaceOwn(own: readonly OwnList[]): void {
    this.#own = own
    this.#compiled.clear()
  }

  async compile(sets: readonly IndicatorSet[], stores: Stores): Promise<Indicators> {
    const ordered = sets.toSorted((a, b) => (a.id < b.id ? -1 : 1))
    const key = ordered.map(({ id, name, updatedAt }) => JSON.stringify([id, name, updatedAt])).join()
    const known = this.#compiled.get(key)
    if (known !== undefined) {
      this.#compiled.delete(key)
      this.#compiled.set(key, known)
      return known
    }
    const builder = new IndicatorsBuilder()
    for (const { category, name, content } of this.#own) builder.add(category, parseList(content), name)
    for (const set of ordered) {
      const content = await stores.indicatorSets.readContent(set.id)
      if (content === undefined) continue
      const category = set.kind === 'ipset' ? 'TRUSTED_IP' : 'CUSTOM_THREAT_IP'
      builder.add(category, parseList(content, { format: set.format as ListFormat }), set.name)
    }
    const indicators = builder.build()
    this.#compiled.set(key, indicators)
    const [oldest] = this.#compiled.keys()
    if (this.#compiled.size > COMPILED_MAX && oldest !== undefined) this.#compiled.delete(oldest)
    return indicators
  }
}
