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
import { DistinctWeightWindows, type WeightView } from './distinct-weight-windows.ts'
import { Familiarity } from './familiarity.ts'
import { isKind, type Kind, type OfKind, type SignalParts } from './match.ts'

const MINUTE_MS = 60_000

export interface DistinctWeightRule<K extends Kind> {
  type: FindingTypeName
  on: K
  select: readonly Topic[]
  when?: (shown: OfKind<K>, context: Context) => boolean
  /** What is weighed: whose, and the value by its hash of 32 bits. Undefined when there is nothing to weigh. */
  weigh: (shown: OfKind<K>) => { subject: string; hash: number; weight: number } | undefined
  windowsMs: readonly number[]
  /** Whether the windows, in the order of `windowsMs`, are over the limit. */
  exceeds: (windows: readonly WeightView[]) => boolean
  /** Who asks for what: what many have asked for over weeks is no finding. */
  unlessOrdinary: (shown: OfKind<K>) => { thing: string; asker: string }
  signal: (latest: OfKind<K>, windows: readonly WeightView[], context: Context) => SignalParts
  vectors: readonly Vector[]
  subjectsMax?: number
}

/**
 * Weighs the distinct values of each subject, in constant space a subject: fires for each minute with values after which
 * a window is over the limit.
 */
export function distinctWeight<K extends Kind>(rule: DistinctWeightRule<K>): Detector {
  const { type, select, vectors } = rule
  return { types: [type], shape: 'threshold', select, vectors, start: () => new RunningDistinctWeight(rule) }
}

/** A subject's newest observation that is not judged yet. */
interface Due<K extends Kind> {
  minute: number
  latest: OfKind<K>
}

class RunningDistinctWeight<K extends Kind> implements RunningDetector {
  readonly #rule: DistinctWeightRule<K>
  readonly #subjects: BoundedMap<string, DistinctWeightWindows>
  readonly #due = new Map<string, Due<K>>()
  readonly #familiarity = new Familiarity()
  readonly state: DetectorState

  constructor(rule: DistinctWeightRule<K>) {
    this.#rule = rule
    this.#subjects = new BoundedMap(rule.subjectsMax ?? SUBJECTS_MAX)
    this.state = stateOf(this.#subjects, this.#due, this.#familiarity, rule.windowsMs)
  }

  observe(shown: Shown, context: Context): readonly Signal[] {
    const { on, when, weigh, unlessOrdinary, windowsMs } = this.#rule
    if (!isKind(shown, on)) return NO_SIGNALS
    if (when !== undefined && !when(shown, context)) return NO_SIGNALS
    const weighed = weigh(shown)
    if (weighed === undefined) return NO_SIGNALS
    const { subject, hash, weight } = weighed
    const time = timeOf(shown)
    const { thing, asker } = unlessOrdinary(shown)
    const isOrdinary = this.#familiarity.isOrdinary(thing, asker, time)
    const windows = this.#subjects.get(subject) ?? new DistinctWeightWindows(windowsMs)
    windows.add(hash, weight, time)
    this.#subjects.set(subject, windows)
    if (isOrdinary) this.#due.delete(subject)
    else this.#due.set(subject, { minute: Math.floor(time / MINUTE_MS), latest: shown })
    return NO_SIGNALS
  }

  advance(time: number, context: Context): readonly Signal[] {
    const { type, exceeds, signal } = this.#rule
    const signals: Signal[] = []
    for (const [subject, { minute, latest }] of this.#due) {
      if ((minute + 1) * MINUTE_MS > time) continue
      this.#due.delete(subject)
      const windows = this.#subjects.get(subject)?.view() ?? []
      if (exceeds(windows)) signals.push({ type, ...signal(latest, windows, context) })
    }
    this.#forget(time)
    return signals
  }

  /** Subjects are in the order of their last writing. */
  #forget(time: number): void {
    for (const [subject, windows] of this.#subjects.entries()) {
      if (!windows.areOver(time)) return
      this.#subjects.delete(subject)
    }
  }
}

function stateOf<K extends Kind>(
  subjects: BoundedMap<string, DistinctWeightWindows>,
  due: Map<string, Due<K>>,
  familiarity: Familiarity,
  windowsMs: readonly number[],
): DetectorState {
  return {
    get size() {
      return subjects.size
    },
    get evictions() {
      return subjects.evictions + familiarity.state.evictions
    },
    snapshot: () => ({
      subjects: [...subjects.entries()].map(([subject, windows]) => [subject, windows.snapshot()]),
      due: [...due] as unknown as JsonValue,
      familiarity: familiarity.state.snapshot(),
    }),
    restore(snapshot: JsonValue) {
      const saved = snapshot as unknown as Saved<K>
      for (const [subject, windows] of saved.subjects) {
        subjects.set(subject, DistinctWeightWindows.restore(windows, windowsMs))
      }
      for (const [subject, one] of saved.due) due.set(subject, one)
      familiarity.state.restore(saved.familiarity)
    },
  }
}

interface Saved<K extends Kind> {
  subjects: [string, JsonValue][]
  due: [string, Due<K>][]
  familiarity: JsonValue
}
