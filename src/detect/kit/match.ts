import type { FindingTypeName } from '../../model/catalogue/index.ts'
import type { Context, Detector, Shown } from '../detector.ts'
import { NO_SIGNALS, STATELESS } from '../detector.ts'
import type { Signal } from '../signal.ts'
import type { Topic } from '../topic.ts'
import type { Vector } from '../vector.ts'

export type SignalParts = Omit<Signal, 'type'>

/** The kinds of observation, by the `source` they carry. */
export type Kind = Shown['source']
export type OfKind<K extends Kind> = Extract<Shown, { source: K }>

export interface MatchRule<K extends Kind> {
  type: FindingTypeName
  on: K
  select: readonly Topic[]
  when?: (shown: OfKind<K>, context: Context) => boolean
  signal: (shown: OfKind<K>, context: Context) => SignalParts
  vectors: readonly Vector[]
}

/** A rule on one observation: fires each time `when` holds. */
export function match<K extends Kind>(rule: MatchRule<K>): Detector {
  const { type, on, select, when, signal, vectors } = rule
  return {
    types: [type],
    shape: 'match',
    select,
    vectors,
    start: () => ({
      state: STATELESS,
      observe(shown, context) {
        if (!isKind(shown, on)) return NO_SIGNALS
        if (when !== undefined && !when(shown, context)) return NO_SIGNALS
        return [{ type, ...signal(shown, context) }]
      },
    }),
  }
}

export function isKind<K extends Kind>(shown: Shown, kind: K): shown is OfKind<K> {
  return shown.source === kind
}
