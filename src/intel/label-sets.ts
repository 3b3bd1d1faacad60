import { GrowingColumn, sharedColumn, sharedCopy } from './shared-columns.ts'

/** Numbers of two sets, or of a set and a label, make one exact integer together. */
const SETS_MAX = 2 ** 26

/** Sets of labels by number, each kept once: a set is another set, `parent`, and one label more; set 0 is empty. */
export class LabelSets {
  readonly #parent = new GrowingColumn()
  readonly #label = new GrowingColumn()
  readonly #numbers = new Map<number, number>()

  constructor() {
    this.#parent.push(0)
    this.#label.push(0)
  }

  /** The set with one label more; the same set when it has the label. */
  with(set: number, label: number): number {
    for (let one = set; one !== 0; one = this.#parent.at(one)) if (this.#label.at(one) === label) return set
    const key = set * SETS_MAX + label
    const known = this.#numbers.get(key)
    if (known !== undefined) return known
    const number = this.#parent.length
    if (number >= SETS_MAX) throw new RangeError(`more than ${SETS_MAX} sets of lists and threats`)
    this.#parent.push(set)
    this.#label.push(label)
    this.#numbers.set(key, number)
    return number
  }

  /** The chains, and the categories of each set, from those of each label. */
  columns(bits: Uint32Array): { parent: Uint32Array; label: Uint32Array; mask: Uint32Array } {
    const parent = sharedCopy(this.#parent.values)
    const label = sharedCopy(this.#label.values)
    const mask = sharedColumn(Uint32Array, parent.length)
    for (let set = 1; set < mask.length; set++) mask[set] = mask[parent[set]] | bits[label[set]]
    return { parent, label, mask }
  }
}
