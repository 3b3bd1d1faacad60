/** Forecast of a series by its recent level and by the same time of the period before; all state is plain numbers. */
export interface SeasonalEwma {
  /** Level of the last values, on a log scale; -1 before the first. */
  level: number
  /** Typical error of the forecast, on a log scale. */
  scale: number
  /** Value of each slot of the period, on a log scale; -1 where not yet seen. */
  slots: number[]
  samples: number
  /** Largest value so far, as it was. */
  max: number
}

const LEVEL_WEIGHT = 0.3
const SCALE_WEIGHT = 0.02
const SLOT_WEIGHT = 0.3
const SLOT_SLACK = 2
const SCALE_MIN = 0.05
const CLIP = 4

export function newSeasonalEwma(slots: number): SeasonalEwma {
  return { level: -1, scale: SCALE_MIN, slots: new Array<number>(slots).fill(-1), samples: 0, max: 0 }
}

/**
 * How far `value` (>= 0) lies from the forecast for `slot`, in units of the typical error; 0 for a new series. The
 * smaller of two errors counts: against the recent level and against the slots within two of this one, so that a daily
 * habit is no surprise. Then learns the value. Follows analytics section 4.3.
 */
export function surprise(series: SeasonalEwma, slot: number, value: number): number {
  const x = Math.log1p(value)
  let error = Math.abs(x - series.level)
  for (let i = slot - SLOT_SLACK; i <= slot + SLOT_SLACK; i++) {
    const seasonal = series.slots[(i + series.slots.length) % series.slots.length]
    if (seasonal >= 0) error = Math.min(error, Math.abs(x - seasonal))
  }
  const score = series.samples === 0 ? 0 : error / series.scale
  learn(series, slot, x, value, error)
  return score
}

function learn(series: SeasonalEwma, slot: number, x: number, value: number, error: number): void {
  const first = series.samples === 0
  series.level = first ? x : series.level + LEVEL_WEIGHT * (x - series.level)
  if (!first) {
    const clipped = Math.min(error, CLIP * series.scale)
    series.scale = Math.max(SCALE_MIN, series.scale + SCALE_WEIGHT * (clipped - series.scale))
  }
  const seasonal = series.slots[slot]
  series.slots[slot] = seasonal < 0 ? x : seasonal + SLOT_WEIGHT * (x - seasonal)
  series.samples++
  series.max = Math.max(series.max, value)
}
