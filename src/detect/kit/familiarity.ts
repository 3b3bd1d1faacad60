import type { JsonValue } from '../../normalize/event.ts'
import { BoundedMap } from '../../std/bounded-map.ts'
import type { DetectorState } from '../detector.ts'
import { HABIT_AFTER_MS } from './bounds.ts'

/** What makes a thing ordinary in an account: asked for by many, and not since yesterday. */
const ASKERS_MIN = 5
export const THINGS_MAX = 50_000

interface Known {
  /** Epoch milliseconds of the first sight. */
  since: number
  /** At most `ASKERS_MIN` of those who asked. */
  askers: string[]
}

/** Remembers who asks for what, and tells what has become ordinary. */
export class Familiarity {
  readonly #known = new BoundedMap<string, Known>(THINGS_MAX)

  /** Takes note, and answers whether the thing is ordinary by now. */
  isOrdinary(thing: string, asker: string, time: number): boolean {
    const known = this.#known.get(thing) ?? { since: time, askers: [] }
    if (known.askers.length < ASKERS_MIN && !known.askers.includes(asker)) known.askers.push(asker)
    this.#known.set(thing, known)
    return known.askers.length >= ASKERS_MIN && time - known.since >= HABIT_AFTER_MS
  }

  get state(): DetectorState {
    const known = this.#known
    return {
      get size() {
        return known.size
      },
      get evictions() {
        return known.evictions
      },
      snapshot: () => [...known.entries()].map(([thing, { since, askers }]) => [thing, since, askers]),
      restore(snapshot: JsonValue) {
        for (const [thing, since, askers] of snapshot as [string, number, string[]][]) {
          known.set(thing, { since, askers: [...askers] })
        }
      },
    }
  }
}
