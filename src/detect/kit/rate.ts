import type { FindingTypeName } from '../../model/catalogue/index.ts'
import type { JsonValue } from '../../normalize/event.ts'
import { BoundedMap } from '../../std/bounded-map.ts'
import type { Context, Detector, DetectorState, RunningDetector, Shown } from '../detector.ts'
import { NO_SIGNALS } from '../detector.ts'
import type { Signal } from '../signal.ts'
import type { Topic } from '../topic.ts'
import type { Vector } from '../vector.ts'
import type { Kind, OfKind, SignalParts } from './match.ts'
import { isKind } from './match.ts'
import { RateMinutes, type RateView } from './rate-minutes.ts'

const MINUTE_MS = 60_000
/** Subjects remembered, unless the rule says otherwise: each holds some minutes, and a figure for each of its days. */
const SUBJECTS_MAX = 20_000

export interface RateRule<K extends Kind> {
  type: FindingTypeName
  on: K
  select: readonly Topic[]
  when?: (shown: OfKind<K>, context: Context) => boolean
  key: (shown: OfKind<K>) => string
  /** What is added up, the amount that is compared with the past first, spread evenly over the time it took. */
  amounts: (shown: OfKind<K>) => { first: number; last: number; amounts: readonly number[] }
  windowMinutes: number
  /** How long to wait for what belongs to a minute before judging it. */
  settleMs?: number
  exceeds: (window: RateView) => boolean
  signal: (latest: OfKind<K>, window: RateView, context: Context) => SignalParts
  vectors: readonly Vector[]
  subjectsMax?: number
}

interface Subject<K extends Kind> {
  minutes: RateMinutes
  latest: OfKind<K>
}

/**
 * Amounts by key in a sliding window of whole minutes, beside the most that a window of an earlier day came to: a form of
 * threshold. Fires for each minute after which the window is over the limit; such windows are no example for later ones.
 */
export function rate<K extends Kind>(rule: RateRule<K>): Detector {
  const { type, select, vectors } = rule
  return { types: [type], shape: 'threshold', select, vectors, start: () => new RunningRate(rule) }
}

class RunningRate<K extends Kind> implements RunningDetector {
  readonly #rule: RateRule<K>
  readonly #subjects: BoundedMap<string, Subject<K>>
  /** Subjects with amounts that are not judged yet, by minute. */
  readonly #due = new Map<number, Set<string>>()
  readonly state: DetectorState

  constructor(rule: RateRule<K>) {
    this.#rule = rule
    this.#subjects = new BoundedMap(rule.subjectsMax ?? SUBJECTS_MAX)
    this.state = stateOf(this.#subjects, this.#due)
  }

  observe(shown: Shown, context: Context): readonly Signal[] {
    const { on, when, key, amounts, windowMinutes } = this.#rule
    if (!isKind(shown, on)) return NO_SIGNALS
    if (when !== undefined && !when(shown, context)) return NO_SIGNALS
    const name = key(shown)
    const subject = this.#subjects.get(name) ?? { minutes: new RateMinutes(windowMinutes), latest: shown }
    subject.latest = shown
    this.#subjects.set(name, subject)
    for (const minute of subject.minutes.add(amounts(shown))) {
      const due = this.#due.get(minute)
      if (due === undefined) this.#due.set(minute, new Set([name]))
      else due.add(name)
    }
    return NO_SIGNALS
  }

  advance(time: number, context: Context): readonly Signal[] {
    const signals: Signal[] = []
    const settled = Math.floor((time - (this.#rule.settleMs ?? 0)) / MINUTE_MS)
    for (const minute of [...this.#due.keys()].sort((a, b) => a - b)) {
      if (minute >= settled) break
      const names = this.#due.get(minute) ?? new Set()
      this.#due.delete(minute)
      for (const name of names) {
        const subject = this.#subjects.get(name)
        if (subject !== undefined) this.#judge(subject, minute, context, signals)
      }
    }
    return signals
  }

  #judge({ minutes, latest }: Subject<K>, minute: number, context: Context, signals: Signal[]): void {
    const { type, exceeds, signal } = this.#rule
    const window = minutes.view(minute)
    if (context.learning || !exceeds(window)) minutes.learn(minute, window.sums[0])
    else signals.push({ type, ...signal(latest, window, context) })
  }
}

function stateOf<K extends Kind>(
  subjects: BoundedMap<string, Subject<K>>,
  due: Map<number, Set<string>>,
): DetectorState {
  return {
    get size() {
      return subjects.size
    },
    get evictions() {
      return subjects.evictions
    },
    snapshot: () => ({
      subjects: [...subjects.entries()].map(([name, { minutes, latest }]) => [
        name,
        minutes.snapshot(),
        latest as unknown as JsonValue,
      ]),
      due: [...due].map(([minute, names]) => [minute, [...names]]),
    }),
    restore(snapshot: JsonValue) {
      const saved = snapshot as unknown as RateSnapshot<K>
      for (const [name, minutes, latest] of saved.subjects)
        subjects.set(name, { minutes: RateMinutes.restore(minutes), latest })
      for (const [minute, names] of saved.due) due.set(minute, new Set(names))
    },
  }
}

interface RateSnapshot<K extends Kind> {
  subjects: [string, JsonValue, OfKind<K>][]
  due: [number, string[]][]
}
