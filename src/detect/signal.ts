import type { Hit } from '../intel/indicators.ts'
import type { Action } from '../model/action.ts'
import type { FindingTypeName } from '../model/catalogue/index.ts'
import type { ApiCall, FlowSubject, JsonObject, KubernetesRequest } from '../normalize/event.ts'

/** What a finding is about, as far as the observation names it; details come from the inventory. */
export type ResourceClue =
  | { kind: 'instance'; subject: FlowSubject; localAddress: string }
  | { kind: 'accessKey'; call: ApiCall; buckets?: readonly string[] }
  | { kind: 'bucket'; call: ApiCall; buckets: readonly string[] }
  | { kind: 'cluster'; request: KubernetesRequest }

/** One piece of activity that a detector holds to be a finding, or more of one. */
export interface Signal {
  type: FindingTypeName
  accountId: string
  region: string
  /** Epoch milliseconds of the first and the last record of this piece of activity. */
  first: number
  last: number
  resource: ResourceClue
  /** GuardDuty's action; remote addresses carry `ipAddressV4` alone, geography is added when the finding is made. */
  action: Action
  /** Only where the catalogue leaves it open: by direction, or a variant. */
  role?: 'TARGET' | 'ACTOR'
  severity?: number
  threats?: readonly Hit[]
  additionalInfo?: JsonObject
  /** The API called, where the finding lists all of them in `additionalInfo.apiCalls`. */
  apiCall?: string
  /** Values of aggregation key fields and text placeholders that the resource and the action do not tell by themselves. */
  facts?: Readonly<Record<string, string>>
  /** Why, in words, with the figures that decided. */
  reason: string
}
