import type { Hit } from '../intel/indicators.ts'
import { type Context, hitsOf } from './detector.ts'
import type { NameSummary } from './observation.ts'

/** Sinkholes among the answers to a query; what DNS Firewall answered instead of them is none. */
export function sinkholesOf(query: NameSummary, context: Context): Hit[] {
  if (query.blocked) return []
  return query.answers.flatMap(({ data }) => hitsOf(context, 'BLACKHOLE_IP', data))
}
