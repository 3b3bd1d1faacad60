import type { FindingTypeName } from '../../model/catalogue/index.ts'
import type { JsonValue } from '../../normalize/event.ts'
import { newSeasonalEwma, type SeasonalEwma, surprise } from '../../stats/seasonal-ewma.ts'
import { BoundedMap } from '../../std/bounded-map.ts'
import type { Context, Detector, DetectorState, RunningDetector, Shown } from '../detector.ts'
import { NO_SIGNALS } from '../detector.ts'
import { timeOf } from '../observation.ts'
import type { Signal } from '../signal.ts'
import type { Topic } from '../topic.ts'
import type { Vector } from '../vector.ts'
import { isKind, type Kind, type OfKind, type SignalParts } from './match.ts'

const DAY_MS = 86_400_000
/** Series remembered, unless the rule says otherwise: each holds a day's buckets. */
const SERIES_MAX = 50_000

/** One closed bucket of a series, against its past. */
export interface VolumeJudgement {
  amount: number
  /** In units of the forecast's typical error. */
  surprise: number
  /** Buckets seen before this one, and the largest of them. */
  samples: number
  max: number
}

export interface VolumeRule<K extends Kind> {
  type: FindingTypeName
  on: K
  select: readonly Topic[]
  when?: (shown: OfKind<K>, context: Context) => boolean
  key: (shown: OfKind<K>) => string
  amount: (shown: OfKind<K>) => number
  /** Length of a bucket; a day is a whole number of them. */
  bucketMs: number
  exceeds: (judgement: VolumeJudgement) => boolean
  signal: (latest: OfKind<K>, judgement: VolumeJudgement, context: Context) => SignalParts
  vectors: readonly Vector[]
  subjectsMax?: number
}

interface Series<K extends Kind> {
  forecast: SeasonalEwma
  bucket: number
  /** Whether the bucket is judged and learnt. */
  closed: boolean
  amount: number
  latest: OfKind<K>
}

/**
 * A series of amounts by key against its own past: fires when a bucket closes over the limit. Buckets without
 * observations teach nothing.
 */
export function volume<K extends Kind>(rule: VolumeRule<K>): Detector {
  return {
    types: [rule.type],
    shape: 'volume',
    select: rule.select,
    vectors: rule.vectors,
    start: () => new RunningVolume(rule),
  }
}

class RunningVolume<K extends Kind> implements RunningDetector {
  readonly #rule: VolumeRule<K>
  readonly #series: BoundedMap<string, Series<K>>
  readonly state: DetectorState
  /** The bucket up to which idle series were closed. */
  #closedUpTo = 0

  constructor(rule: VolumeRule<K>) {
    this.#rule = rule
    const series = new BoundedMap<string, Series<K>>(rule.subjectsMax ?? SERIES_MAX)
    this.#series = series
    this.state = {
      get size() {
        return series.size
      },
      get evictions() {
        return series.evictions
      },
      snapshot: () => [...series.entries()] as unknown as JsonValue,
      restore(snapshot: JsonValue) {
        for (const [name, saved] of snapshot as unknown as [string, Series<K>][]) series.set(name, saved)
      },
    }
  }

  observe(shown: Shown, context: Context): readonly Signal[] {
    const { on, when, key, amount, bucketMs } = this.#rule
    if (!isKind(shown, on)) return NO_SIGNALS
    if (when !== undefined && !when(shown, context)) return NO_SIGNALS
    const name = key(shown)
    const bucket = Math.floor(timeOf(shown) / bucketMs)
    const series = this.#series.get(name) ?? {
      forecast: newSeasonalEwma(DAY_MS / bucketMs),
      bucket,
      closed: false,
      amount: 0,
      latest: shown,
    }
    const signals = bucket > series.bucket && !series.closed ? this.#close(series, context) : NO_SIGNALS
    if (bucket > series.bucket) {
      series.bucket = bucket
      series.closed = false
    }
    series.amount += amount(shown)
    series.latest = shown
    this.#series.set(name, series)
    return signals
  }

  advance(time: number, context: Context): readonly Signal[] {
    const current = Math.floor(time / this.#rule.bucketMs)
    if (current === this.#closedUpTo) return NO_SIGNALS
    this.#closedUpTo = current
    const signals: Signal[] = []
    for (const series of this.#series.values()) {
      if (series.bucket >= current || series.closed) continue
      signals.push(...this.#close(series, context))
    }
    return signals
  }

  #close(series: Series<K>, context: Context): readonly Signal[] {
    const { type, bucketMs, exceeds, signal } = this.#rule
    const { forecast, amount } = series
    const { samples, max } = forecast
    const judgement = {
      amount,
      samples,
      max,
      surprise: surprise(forecast, series.bucket % (DAY_MS / bucketMs), amount),
    }
    series.amount = 0
    series.closed = true
    if (context.learning || !exceeds(judgement)) return NO_SIGNALS
    return [{ type, ...signal(series.latest, judgement, context) }]
  }
}
