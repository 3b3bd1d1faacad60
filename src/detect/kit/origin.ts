import type { FindingTypeName } from '../../model/catalogue/index.ts'
import type { ApiCall, JsonValue } from '../../normalize/event.ts'
import { BoundedMap } from '../../std/bounded-map.ts'
import type { Context, Detector, DetectorState, RunningDetector, Shown } from '../detector.ts'
import { NO_SIGNALS } from '../detector.ts'
import type { Signal } from '../signal.ts'
import type { Topic } from '../topic.ts'
import type { Vector } from '../vector.ts'
import { HABIT_AFTER_MS } from './bounds.ts'
import type { SignalParts } from './match.ts'

const SUBJECTS_MAX = 200_000
const PLACES_MAX = 100_000
const HOUR_MS = 3_600_000

/** What a call tells of its origin. */
export interface Origin {
  /** Whose credentials they are, e.g. an access key. */
  subject: string
  /** Whose network is shared: places where one subject belongs are places of all. */
  owner: string
  /** Who learns a place together, e.g. a role. */
  group: string
  place: string
  /**
   * `own` is beyond doubt, `foreign` cannot be right unless it was learnt, and `open` is right when the subject was there
   * first: whoever gets credentials uses them.
   */
  verdict: 'own' | 'foreign' | 'open'
}

export interface OriginRule {
  type: FindingTypeName
  select: readonly Topic[]
  origin: (call: ApiCall, context: Context) => Origin | undefined
  signal: (call: ApiCall, context: Context) => SignalParts
  vectors: readonly Vector[]
}

/**
 * Credentials locked to where they are first used: fires once an hour on use from a place where they do not belong. Of each
 * subject, place and hour only the first call counts, so that extraction may leave out the others.
 */
export function origin(rule: OriginRule): Detector {
  const { type, select, vectors } = rule
  return { types: [type], shape: 'baseline', select, vectors, start: () => new RunningOrigin(rule) }
}

class RunningOrigin implements RunningDetector {
  readonly #rule: OriginRule
  /** First place of each subject. */
  readonly #homes = new BoundedMap<string, string>(SUBJECTS_MAX)
  /** Places of an owner where a subject is at home. */
  readonly #shared = new BoundedMap<string, true>(PLACES_MAX)
  /** The hour of the last call that counted, by subject and place. */
  readonly #hours = new BoundedMap<string, number>(SUBJECTS_MAX)
  /** Since when a group is seen at a place that is not its own, epoch milliseconds. */
  readonly #strange = new BoundedMap<string, number>(PLACES_MAX)
  readonly state: DetectorState

  constructor(rule: OriginRule) {
    this.#rule = rule
    this.state = stateOf(this.#homes, this.#shared, this.#strange, this.#hours)
  }

  observe(shown: Shown, context: Context): readonly Signal[] {
    if (shown.source !== 'cloudtrail') return NO_SIGNALS
    const { type, origin, signal } = this.#rule
    const where = origin(shown, context)
    if (where === undefined || !this.#isFirst(where, shown.time)) return NO_SIGNALS
    if (this.#belongs(where, shown.time, context.learning)) return NO_SIGNALS
    return [{ type, ...signal(shown, context) }]
  }

  #isFirst({ subject, place }: Origin, time: number): boolean {
    const key = `${subject} ${place}`
    const hour = Math.floor(time / HOUR_MS)
    if (this.#hours.get(key) === hour) return false
    this.#hours.set(key, hour)
    return true
  }

  #belongs({ subject, owner, group, place, verdict }: Origin, time: number, learning: boolean): boolean {
    const sharedPlace = `${owner} ${place}`
    const isHome = verdict === 'open' && (this.#homes.get(subject) ?? place) === place
    if (verdict === 'own' || learning || isHome) {
      if (!this.#homes.has(subject)) this.#homes.set(subject, place)
      this.#shared.set(sharedPlace, true)
      return true
    }
    if (this.#shared.has(sharedPlace)) return true
    const strange = `${group} ${place}`
    const since = this.#strange.get(strange) ?? time
    this.#strange.set(strange, since)
    return time - since >= HABIT_AFTER_MS
  }
}

function stateOf(
  homes: BoundedMap<string, string>,
  shared: BoundedMap<string, true>,
  strange: BoundedMap<string, number>,
  hours: BoundedMap<string, number>,
): DetectorState {
  return {
    get size() {
      return homes.size + shared.size + strange.size + hours.size
    },
    get evictions() {
      return homes.evictions + shared.evictions + strange.evictions + hours.evictions
    },
    snapshot: () => ({
      homes: [...homes.entries()],
      shared: [...shared.entries()].map(([place]) => place),
      strange: [...strange.entries()],
      hours: [...hours.entries()],
    }),
    restore(snapshot: JsonValue) {
      const saved = snapshot as {
        homes: [string, string][]
        shared: string[]
        strange: [string, number][]
        hours: [string, number][]
      }
      for (const [subject, place] of saved.homes) homes.set(subject, place)
      for (const place of saved.shared) shared.set(place, true)
      for (const [place, since] of saved.strange) strange.set(place, since)
      for (const [key, hour] of saved.hours) hours.set(key, hour)
    },
  }
}
