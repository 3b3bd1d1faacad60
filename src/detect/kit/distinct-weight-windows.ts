import type { JsonValue } from '../../normalize/event.ts'
import { DistinctWeight } from '../../stats/distinct-weight.ts'

/** Below this many distinct values, all of them are kept; from it on, a sketch. */
export const EXACT_VALUES_MAX = 15

/** How much the distinct values of a window weigh. `many`: there are more than are kept one by one. */
export interface WeightView {
  /** Epoch milliseconds of the window's first value. */
  since: number
  weight: number
  many: boolean
}

interface Window {
  /** Epoch milliseconds of its first value. */
  start: number
  exact: [hash: number, weight: number][]
  sketch?: DistinctWeight
}

/**
 * Distinct values of one subject in windows that begin with a first value and last a fixed time, so that what begins is
 * seen whole. Constant space: 16 bytes a value while they are few, then 256 bytes a window.
 */
export class DistinctWeightWindows {
  readonly #windowsMs: readonly number[]
  #windows: Window[]

  constructor(windowsMs: readonly number[]) {
    this.#windowsMs = windowsMs
    this.#windows = windowsMs.map(() => ({ start: Number.NEGATIVE_INFINITY, exact: [] }))
  }

  add(hash: number, weight: number, time: number): void {
    for (const [i, window] of this.#windows.entries()) {
      const current = time - window.start < this.#windowsMs[i] ? window : { start: time, exact: [] }
      this.#windows[i] = current
      addTo(current, hash, weight)
    }
  }

  /** Whether every window is over by then. */
  areOver(time: number): boolean {
    return this.#windows.every(({ start }, i) => time - start >= this.#windowsMs[i])
  }

  view(): WeightView[] {
    return this.#windows.map(({ start, exact, sketch }) => ({
      since: start,
      weight: Math.round(sketch?.estimate() ?? exact.reduce((sum, [, weight]) => sum + weight, 0)),
      many: sketch !== undefined,
    }))
  }

  snapshot(): JsonValue {
    return this.#windows.map(({ start, exact, sketch }) => [
      Number.isFinite(start) ? start : null,
      exact,
      sketch?.snapshot() ?? null,
    ])
  }

  static restore(snapshot: JsonValue, windowsMs: readonly number[]): DistinctWeightWindows {
    const restored = new DistinctWeightWindows(windowsMs)
    restored.#windows = (snapshot as [number | null, Window['exact'], string | null][]).map(
      ([start, exact, sketch]) => ({
        start: start ?? Number.NEGATIVE_INFINITY,
        exact: [...exact],
        ...(sketch === null ? {} : { sketch: DistinctWeight.restore(sketch) }),
      }),
    )
    return restored
  }
}

function addTo(window: Window, hash: number, weight: number): void {
  if (window.sketch !== undefined) {
    window.sketch.add(hash, weight)
    return
  }
  if (window.exact.some(([known]) => known === hash)) return
  window.exact.push([hash, weight])
  if (window.exact.length <= EXACT_VALUES_MAX) return
  window.sketch = new DistinctWeight()
  for (const [one, its] of window.exact) window.sketch.add(one, its)
  window.exact = []
}
