import type { FindingTypeName } from '../../model/catalogue/index.ts'
import type { JsonValue } from '../../normalize/event.ts'
import { BoundedMap } from '../../std/bounded-map.ts'
import type { Context, Detector, DetectorState, RunningDetector, Shown } from '../detector.ts'
import { NO_SIGNALS } from '../detector.ts'
import type { Signal } from '../signal.ts'
import type { Topic } from '../topic.ts'
import type { Vector } from '../vector.ts'
import { SUBJECTS_MAX } from './bounds.ts'
import { isKind, type Kind, type OfKind, type SignalParts } from './match.ts'

/** Stages remembered of one subject, unless the rule says otherwise. */
const STAGES_MAX = 8

/** What is remembered of an observation: plain data, so that it can be snapshotted. */
export type Stage = { time: number } & { readonly [member: string]: JsonValue | undefined }

export interface SequenceRule<K extends Kind, S extends Stage> {
  type: FindingTypeName
  on: K
  select: readonly Topic[]
  when?: (shown: OfKind<K>, context: Context) => boolean
  /** Whose steps are joined, e.g. a user. */
  key: (shown: OfKind<K>) => string
  stage: (shown: OfKind<K>, context: Context) => S | undefined
  withinMs: number
  /** The earlier stages, oldest first, that the newest completes a sequence with; none when it does not. */
  completes: (earlier: readonly S[], latest: S, context: Context) => readonly S[]
  signal: (shown: OfKind<K>, stages: readonly [S, ...S[]], context: Context) => SignalParts
  vectors: readonly Vector[]
  subjectsMax?: number
  stagesMax?: number
}

/** Stages of one subject joined within a time: fires on the stage that completes a sequence. */
export function sequence<K extends Kind, S extends Stage>(rule: SequenceRule<K, S>): Detector {
  return {
    types: [rule.type],
    shape: 'sequence',
    select: rule.select,
    vectors: rule.vectors,
    start: () => new RunningSequence(rule),
  }
}

class RunningSequence<K extends Kind, S extends Stage> implements RunningDetector {
  readonly #rule: SequenceRule<K, S>
  readonly #subjects: BoundedMap<string, S[]>
  readonly state: DetectorState

  constructor(rule: SequenceRule<K, S>) {
    this.#rule = rule
    const subjects = new BoundedMap<string, S[]>(rule.subjectsMax ?? SUBJECTS_MAX)
    this.#subjects = subjects
    this.state = {
      get size() {
        return subjects.size
      },
      get evictions() {
        return subjects.evictions
      },
      snapshot: () => [...subjects.entries()] as unknown as JsonValue,
      restore(snapshot: JsonValue) {
        for (const [name, stages] of snapshot as unknown as [string, S[]][]) subjects.set(name, stages)
      },
    }
  }

  observe(shown: Shown, context: Context): readonly Signal[] {
    const { type, on, when, key, stage, withinMs, completes, signal, stagesMax } = this.#rule
    if (!isKind(shown, on)) return NO_SIGNALS
    if (when !== undefined && !when(shown, context)) return NO_SIGNALS
    const latest = stage(shown, context)
    if (latest === undefined) return NO_SIGNALS
    const name = key(shown)
    const earlier = (this.#subjects.get(name) ?? []).filter(({ time }) => time >= latest.time - withinMs)
    this.#subjects.set(name, [...earlier, latest].slice(-(stagesMax ?? STAGES_MAX)))
    if (context.learning) return NO_SIGNALS
    const [first, ...others] = completes(earlier, latest, context)
    if (first === undefined) return NO_SIGNALS
    return [{ type, ...signal(shown, [first, ...others], context) }]
  }
}
