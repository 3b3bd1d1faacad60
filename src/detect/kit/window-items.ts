/** One thing counted in a window: a port tried, a connection made. */
export interface Item {
  value: string | number
  /** Epoch milliseconds. */
  first: number
  last: number
  /** Bytes, or whatever the rule measures; added up over items of the same value. */
  measure: number
  /** Whether it went as it should (an answer came); one that did outweighs others of the same value. */
  good: boolean
  /** A second identity whose distinct values a rule may count, e.g. the source address. */
  group?: string | number
}

/** What a rule sees of a window: items of distinct values, oldest first. */
export interface WindowView {
  readonly items: readonly Item[]
  /** Epoch milliseconds where the window ends. */
  readonly until: number
  /** The part of the window that is at most `ms` old. */
  within(ms: number): WindowView
}

/** The items of one subject that are not older than the window; the oldest go first when there are too many. */
export class WindowItems {
  readonly windowMs: number
  readonly itemsMax: number
  #items = new Map<string | number, Item>()

  constructor(windowMs: number, itemsMax: number) {
    this.windowMs = windowMs
    this.itemsMax = itemsMax
  }

  /** Answers how many items were forgotten for want of room: one or none. */
  add(item: Item): number {
    const known = this.#items.get(item.value)
    if (known === undefined || item.first - known.last > this.windowMs) {
      this.#items.delete(item.value)
      this.#items.set(item.value, { ...item })
      return this.#items.size > this.itemsMax ? this.#dropOldest() : 0
    }
    known.first = Math.min(known.first, item.first)
    known.last = Math.max(known.last, item.last)
    known.measure += item.measure
    known.good ||= item.good
    return 0
  }

  /** What began before `until`; what came later is kept for later windows. */
  view(until: number): WindowView {
    const from = until - this.windowMs
    for (const [value, item] of this.#items) if (item.last < from) this.#items.delete(value)
    return viewOf(
      [...this.#items.values()].filter((item) => item.first < until),
      until,
    )
  }

  #dropOldest(): number {
    const oldest = this.#items.keys().next()
    return !oldest.done && this.#items.delete(oldest.value) ? 1 : 0
  }

  snapshot(): { windowMs: number; itemsMax: number; items: Item[] } {
    return { windowMs: this.windowMs, itemsMax: this.itemsMax, items: [...this.#items.values()] }
  }

  static restore(saved: ReturnType<WindowItems['snapshot']>): WindowItems {
    const restored = new WindowItems(saved.windowMs, saved.itemsMax)
    for (const item of saved.items) restored.#items.set(item.value, { ...item })
    return restored
  }
}

function viewOf(items: Item[], until: number): WindowView {
  const ordered = items.sort((a, b) => a.first - b.first || compareValues(a.value, b.value))
  return {
    items: ordered,
    until,
    within: (ms) =>
      viewOf(
        ordered.filter((item) => item.last >= until - ms && item.first < until),
        until,
      ),
  }
}

function compareValues(a: string | number, b: string | number): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b
  return String(a) < String(b) ? -1 : String(a) > String(b) ? 1 : 0
}

/** Share of the items that did not go as they should, 0 to 1. */
export function failedShare(window: WindowView): number {
  if (window.items.length === 0) return 0
  return window.items.filter((item) => !item.good).length / window.items.length
}

/** Coefficient of variation of the measures: standard deviation over mean. */
export function variation(window: WindowView): number {
  const { items } = window
  if (items.length === 0) return 0
  const mean = items.reduce((sum, item) => sum + item.measure, 0) / items.length
  if (mean === 0) return 0
  const variance = items.reduce((sum, item) => sum + (item.measure - mean) ** 2, 0) / items.length
  return Math.sqrt(variance) / mean
}
