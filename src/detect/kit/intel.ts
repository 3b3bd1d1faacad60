import type { Category } from '../../intel/category.ts'
import type { Hit } from '../../intel/indicators.ts'
import type { FindingTypeName } from '../../model/catalogue/index.ts'
import type { Context, Detector } from '../detector.ts'
import { NO_SIGNALS, STATELESS } from '../detector.ts'
import { timeOf } from '../observation.ts'
import type { Topic } from '../topic.ts'
import type { Vector } from '../vector.ts'
import { Familiarity } from './familiarity.ts'
import { isKind, type Kind, type OfKind, type SignalParts } from './match.ts'

export interface IntelRule<K extends Kind> {
  type: FindingTypeName
  on: K
  category: Category | readonly Category[]
  /** The topics under which listed observations come: `caller:`, `remote:`, `name:` or `answer:` with the category. */
  select: readonly Topic[]
  /** What the observation matches on the lists: an address with its port, or a name. */
  hits: (shown: OfKind<K>, context: Context) => readonly Hit[]
  when?: (shown: OfKind<K>, context: Context) => boolean
  /** Where a listing is not enough: who asks for what, so that what is ordinary in the account stays silent. */
  unlessOrdinary?: (shown: OfKind<K>) => { thing: string; asker: string }
  /** `hits` is never empty, and of the rule's category. */
  signal: (shown: OfKind<K>, hits: readonly [Hit, ...Hit[]], context: Context) => SignalParts
  vectors: readonly Vector[]
}

/** An indicator category: fires each time the observation is on a list of it. The signal names every such list. */
export function intel<K extends Kind>(rule: IntelRule<K>): Detector {
  const { type, on, category, select, hits, when, unlessOrdinary, signal, vectors } = rule
  const categories = [category].flat()
  return {
    types: [type],
    shape: 'intel',
    select,
    vectors,
    start: () => {
      const familiarity = unlessOrdinary === undefined ? undefined : new Familiarity()
      return {
        state: familiarity?.state ?? STATELESS,
        observe(shown, context) {
          if (!isKind(shown, on)) return NO_SIGNALS
          if (when !== undefined && !when(shown, context)) return NO_SIGNALS
          const [first, ...others] = hits(shown, context).filter((hit) => categories.includes(hit.category))
          if (first === undefined) return NO_SIGNALS
          if (unlessOrdinary !== undefined && familiarity !== undefined) {
            const { thing, asker } = unlessOrdinary(shown)
            if (familiarity.isOrdinary(thing, asker, timeOf(shown))) return NO_SIGNALS
          }
          const threats: [Hit, ...Hit[]] = [first, ...others]
          return [{ type, threats, ...signal(shown, threats, context) }]
        },
      }
    },
  }
}
