import type { Indicators } from '../../intel/indicators.ts'
import type { Stores } from '../../store/ports.ts'
import type { ListCompiler } from './list-compiler.ts'
import type { MonitoringPlan } from './monitoring-plan.ts'

/** What one account and region is judged with in the batch at hand. */
export interface Judgement {
  detectorId: string
  indicators: Indicators
}

/** Decides by whom the events of one deliverer are judged. */
export interface Judge {
  /** Undefined: by nobody. */
  of(accountId: string, region: string): Judgement | undefined
  /** Everybody whose events may come: time goes on for these alone. */
  detectorIds: ReadonlySet<string>
}

/** The judge of each deliverer in a batch. Lists are compiled beforehand: correlation waits for nothing. */
export async function judgesOf(
  plan: MonitoringPlan,
  lists: ListCompiler,
  stores: Stores,
): Promise<(delivererId: string) => Judge> {
  const indicators = new Map<string, Indicators>()
  for (const { detector, sets } of plan.all()) indicators.set(detector.id, await lists.compile(sets, stores))
  return (delivererId) => {
    const detectorIds = new Set<string>()
    for (const { detector } of plan.all()) {
      if (plan.mayDeliver(delivererId, detector.accountId, detector.region)) detectorIds.add(detector.id)
    }
    return {
      detectorIds,
      of(accountId, region) {
        const detectorId = plan.of(accountId, region)?.detector.id ?? ''
        const own = indicators.get(detectorId)
        return own === undefined || !detectorIds.has(detectorId) ? undefined : { detectorId, indicators: own }
      },
    }
  }
}
