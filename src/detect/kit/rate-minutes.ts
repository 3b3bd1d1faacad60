import type { JsonValue } from '../../normalize/event.ts'

const MINUTE_MS = 60_000
const DAY_MINUTES = 1_440
/** No record spans more; what does is taken to be this long. */
const SPREAD_MINUTES_MAX = 15
/** How long the past counts. */
const DAYS_MAX = 14

/** What a rule sees of a window: whole minutes up to one of them. */
export interface RateView {
  /** The amounts added up, in the order of the rule, rounded. */
  readonly sums: readonly number[]
  /** The most that the first amount came to in a window of an earlier day of the last fourteen; 0 when there was none. */
  readonly usual: number
  /** Epoch milliseconds of the first and the last record. */
  readonly first: number
  readonly last: number
}

interface Minute {
  first: number
  last: number
  amounts: number[]
}

/** The amounts of one subject by minute, as far back as the window goes, and what its earlier days came to. */
export class RateMinutes {
  readonly #windowMinutes: number
  readonly #minutes = new Map<number, Minute>()
  /** By day, the largest sum of a window. */
  readonly #days = new Map<number, number>()

  constructor(windowMinutes: number) {
    this.#windowMinutes = windowMinutes
  }

  /** Spreads amounts evenly over their time; answers the minutes that they are of. */
  add({ first, last, amounts }: { first: number; last: number; amounts: readonly number[] }): number[] {
    const end = Math.min(Math.max(last, first + 1), first + SPREAD_MINUTES_MAX * MINUTE_MS)
    const touched: number[] = []
    for (let minute = Math.floor(first / MINUTE_MS); minute * MINUTE_MS < end; minute++) {
      const from = Math.max(first, minute * MINUTE_MS)
      const share = (Math.min(end, (minute + 1) * MINUTE_MS) - from) / (end - first)
      const known = this.#minutes.get(minute) ?? { first, last, amounts: amounts.map(() => 0) }
      known.first = Math.min(known.first, first)
      known.last = Math.max(known.last, last)
      for (const [i, amount] of amounts.entries()) known.amounts[i] += amount * share
      this.#minutes.set(minute, known)
      touched.push(minute)
    }
    return touched
  }

  /** The window that ends with a minute; what is older is forgotten. */
  view(minute: number): RateView {
    const sums: number[] = []
    let first = Number.MAX_SAFE_INTEGER
    let last = 0
    for (const [at, one] of this.#minutes) {
      if (at <= minute - this.#windowMinutes) this.#minutes.delete(at)
      else if (at <= minute) {
        for (const [i, amount] of one.amounts.entries()) sums[i] = (sums[i] ?? 0) + amount
        first = Math.min(first, one.first)
        last = Math.max(last, one.last)
      }
    }
    return { sums: sums.map(Math.round), usual: this.#usual(dayOf(minute)), first, last }
  }

  /** Takes a window's sum as an example of what is usual. */
  learn(minute: number, sum: number): void {
    const day = dayOf(minute)
    this.#days.set(day, Math.max(sum, this.#days.get(day) ?? 0))
    for (const known of this.#days.keys()) if (known < day - DAYS_MAX) this.#days.delete(known)
  }

  #usual(today: number): number {
    let most = 0
    for (const [day, sum] of this.#days) if (day < today && day >= today - DAYS_MAX) most = Math.max(most, sum)
    return most
  }

  snapshot(): JsonValue {
    const minutes = [...this.#minutes].map(([minute, { first, last, amounts }]) => [minute, first, last, ...amounts])
    return [this.#windowMinutes, minutes, [...this.#days]]
  }

  static restore(snapshot: JsonValue): RateMinutes {
    const [windowMinutes, minutes, days] = snapshot as [number, number[][], [number, number][]]
    const restored = new RateMinutes(windowMinutes)
    for (const [minute, first, last, ...amounts] of minutes) restored.#minutes.set(minute, { first, last, amounts })
    for (const [day, sum] of days) restored.#days.set(day, sum)
    return restored
  }
}

function dayOf(minute: number): number {
  return Math.floor(minute / DAY_MINUTES)
}
