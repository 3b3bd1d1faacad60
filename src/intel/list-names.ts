import type { Category } from './category.ts'

export interface ListDescription {
  name: string
  category: Category
  /** Entries that were taken in. */
  entries: number
}

/** Names of lists and threats by number. Numbers follow the order of loading; hits are ordered by the names. */
export class ListNames {
  readonly lists: readonly ListDescription[]
  /** The first is empty: no threat name. */
  readonly threats: readonly string[]

  constructor(lists: readonly ListDescription[], threats: readonly string[]) {
    this.lists = lists
    this.threats = threats
  }

  list(number: number): ListDescription {
    return this.lists[number]
  }

  threat(number: number): string | undefined {
    return number === 0 ? undefined : this.threats[number]
  }
}
