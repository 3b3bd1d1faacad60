import type { Category } from '../intel/category.ts'
import type { JsonObject, JsonValue } from '../normalize/event.ts'

/** A raw log record as a source writes it: a JSON document, or a flow log line with its header. */
export type RawRecord = JsonObject | FlowLine

export interface FlowLine {
  header: string
  line: string
}

/**
 * A case that a detector must answer, from raw log records through the whole path. Each detector has one that fires and
 * two that do not: a realistic benign twin, and where there is a threshold, just under it.
 */
export interface Vector {
  name: string
  records: readonly RawRecord[]
  /** How many findings of the detector's types come out. */
  finds: number
  /** The one type among the detector's that is meant, where it has several. */
  type?: string
  /** Expected `service.count`, `severity` or role of the first finding, where the case is about it. */
  count?: number
  severity?: number
  role?: 'TARGET' | 'ACTOR'
  /** Entries of lists, by category, that the case needs. */
  lists?: Partial<Record<Category, readonly string[]>>
  /** Records of the past that are learnt from and not reported. */
  history?: readonly RawRecord[]
  inventory?: JsonValue
  /** Places of addresses, where distance matters. */
  places?: Readonly<Record<string, { country: string; city: string; lat: number; lon: number; asn?: string }>>
}
