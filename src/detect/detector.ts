import type { Category } from '../intel/category.ts'
import type { Geo } from '../intel/geo.ts'
import type { Hit, Indicators } from '../intel/indicators.ts'
import type { Inventory } from '../inventory/inventory.ts'
import type { FindingTypeName } from '../model/catalogue/index.ts'
import type { JsonValue } from '../normalize/event.ts'
import type { CallChange, Observation } from './observation.ts'
import type { Signal } from './signal.ts'
import type { Topic } from './topic.ts'
import type { Vector } from './vector.ts'

/** What a detector may look at besides the observation; all of it as of the observation's time. */
export interface Context {
  inventory: Inventory
  indicators: Indicators
  geo: Geo
  /** History is being read: learn, report nothing. */
  learning: boolean
}

/** Every observation a detector can be shown. */
export type Shown = Observation | CallChange

/**
 * One detector as the kit makes it: metadata, vectors, and a way to start it. All state lives in what `start` returns,
 * which the kit's shapes implement; a detector's own functions are pure.
 */
export interface Detector {
  readonly types: readonly FindingTypeName[]
  readonly shape: 'match' | 'intel' | 'threshold' | 'baseline' | 'sequence' | 'volume'
  readonly select: readonly Topic[]
  readonly vectors: readonly Vector[]
  start(): RunningDetector
}

export interface RunningDetector {
  observe(shown: Shown, context: Context): readonly Signal[]
  /** Time has passed: nothing earlier than `time` (epoch milliseconds) will be shown any more. */
  advance?(time: number, context: Context): readonly Signal[]
  readonly state: DetectorState
}

/** A detector's memory: bounded, counted, and able to move to another process. */
export interface DetectorState {
  /** Subjects remembered now. */
  readonly size: number
  /** Subjects, and things remembered of them, forgotten for want of room since the start. */
  readonly evictions: number
  snapshot(): JsonValue
  restore(snapshot: JsonValue): void
}

export const NO_SIGNALS: readonly Signal[] = []

export const STATELESS: DetectorState = {
  size: 0,
  evictions: 0,
  snapshot: () => null,
  restore: () => {},
}

/** The hits of one category for an address, most specific first; what the intel shape and a few rules work on. */
export function hitsOf(context: Context, category: Category, address: string | number, port?: number): Hit[] {
  return context.indicators.addresses.hits(address, port).filter((hit) => hit.category === category)
}
