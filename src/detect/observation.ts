import type { InventoryChange } from '../inventory/inventory.ts'
import type { ApiCall, KubernetesRequest, NameQuery } from '../normalize/event.ts'
import type { FlowSummary } from './flow-summary.ts'

/** All queries of one instance for one name within one minute; the members of `NameQuery` are those of the first. */
export interface NameSummary extends NameQuery {
  /** Epoch milliseconds of the last query of the minute; `time` is the first's. */
  last: number
  queries: number
  /** Every query of the minute was blocked by DNS Firewall. */
  blocked: boolean
}

export type Observation = ApiCall | NameSummary | KubernetesRequest | FlowSummary

/** A change of the inventory, seen together with the call that made it. */
export interface CallChange {
  source: 'change'
  call: ApiCall
  change: InventoryChange
}

/** When the observation happened, epoch milliseconds. */
export function timeOf(observation: Observation | CallChange): number {
  switch (observation.source) {
    case 'flow':
      return observation.first
    case 'change':
      return observation.call.time
    default:
      return observation.time
  }
}
