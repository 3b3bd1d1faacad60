import type { FindingTypeName } from '../../model/catalogue/index.ts'
import type { JsonValue } from '../../normalize/event.ts'
import { BoundedMap } from '../../std/bounded-map.ts'
import type { Context, Detector, DetectorState, RunningDetector, Shown } from '../detector.ts'
import { NO_SIGNALS } from '../detector.ts'
import { timeOf } from '../observation.ts'
import type { Signal } from '../signal.ts'
import type { Topic } from '../topic.ts'
import type { Vector } from '../vector.ts'
import { SUBJECTS_MAX } from './bounds.ts'
import { isKind, type Kind, type OfKind, type SignalParts } from './match.ts'

/** Values of one subject's profile, unless the rule says otherwise. */
const VALUES_MAX = 1_024

export interface BaselineRule<K extends Kind> {
  type: FindingTypeName
  on: K
  select: readonly Topic[]
  when?: (shown: OfKind<K>, context: Context) => boolean
  /** Whose profile it is, e.g. a cluster. */
  subject: (shown: OfKind<K>) => string
  /** What the profile is made of, e.g. images run privileged. */
  values: (shown: OfKind<K>) => readonly string[]
  /** A new subject only learns for this long after it is first seen. */
  quietMs: number
  /** `unseen` is never empty: the values that the subject had not shown before. */
  signal: (shown: OfKind<K>, unseen: readonly [string, ...string[]], context: Context) => SignalParts
  vectors: readonly Vector[]
  subjectsMax?: number
  valuesMax?: number
}

interface Profile {
  /** Epoch milliseconds. */
  since: number
  values: BoundedMap<string, true>
}

/** A profile of each subject: fires when the subject shows a value for the first time, and learns it. */
export function baseline<K extends Kind>(rule: BaselineRule<K>): Detector {
  return {
    types: [rule.type],
    shape: 'baseline',
    select: rule.select,
    vectors: rule.vectors,
    start: () => new RunningBaseline(rule),
  }
}

class RunningBaseline<K extends Kind> implements RunningDetector {
  readonly #rule: BaselineRule<K>
  readonly #profiles: BoundedMap<string, Profile>
  readonly #forgotten = { values: 0 }
  readonly state: DetectorState

  constructor(rule: BaselineRule<K>) {
    this.#rule = rule
    this.#profiles = new BoundedMap(rule.subjectsMax ?? SUBJECTS_MAX)
    this.state = profilesState(this.#profiles, rule.valuesMax ?? VALUES_MAX, this.#forgotten)
  }

  observe(shown: Shown, context: Context): readonly Signal[] {
    const { type, on, when, subject, values, quietMs, signal, valuesMax } = this.#rule
    if (!isKind(shown, on)) return NO_SIGNALS
    if (when !== undefined && !when(shown, context)) return NO_SIGNALS
    const name = subject(shown)
    const time = timeOf(shown)
    const profile = this.#profiles.get(name) ?? {
      since: time,
      values: new BoundedMap<string, true>(valuesMax ?? VALUES_MAX),
    }
    const [first, ...others] = values(shown).filter((value) => !profile.values.has(value))
    const before = profile.values.evictions
    for (const value of values(shown)) profile.values.set(value, true)
    this.#forgotten.values += profile.values.evictions - before
    this.#profiles.set(name, profile)
    if (first === undefined || context.learning || time < profile.since + quietMs) return NO_SIGNALS
    return [{ type, ...signal(shown, [first, ...others], context) }]
  }
}

function profilesState(
  profiles: BoundedMap<string, Profile>,
  valuesMax: number,
  forgotten: { readonly values: number },
): DetectorState {
  return {
    get size() {
      return profiles.size
    },
    get evictions() {
      return profiles.evictions + forgotten.values
    },
    snapshot: () =>
      [...profiles.entries()].map(([name, { since, values }]) => [
        name,
        since,
        [...values.entries()].map(([value]) => value),
      ]),
    restore(snapshot: JsonValue) {
      for (const [name, since, saved] of snapshot as [string, number, string[]][]) {
        const values = new BoundedMap<string, true>(valuesMax)
        for (const value of saved) values.set(value, true)
        profiles.set(name, { since, values })
      }
    },
  }
}
