import { performance } from 'node:perf_hooks'
import type { Check } from '../report.ts'

/** Milliseconds that calls took, one after the other. */
export interface Latency {
  what: string
  p50: number
  p99: number
  calls: number
}

/** Calls before measuring: caches and compiled code are as in a process that has run for a while. */
const WARM_UP_CALLS = 10

export async function latencyOf(
  what: string,
  calls: number,
  call: (turn: number) => Promise<unknown>,
): Promise<Latency> {
  for (let turn = 0; turn < Math.min(WARM_UP_CALLS, calls); turn++) await call(turn)
  const times: number[] = []
  for (let turn = 0; turn < calls; turn++) {
    const before = performance.now()
    await call(turn)
    times.push(performance.now() - before)
  }
  times.sort((a, b) => a - b)
  return { what, p50: quantile(times, 0.5), p99: quantile(times, 0.99), calls }
}

export function latencyNote({ what, p50, p99, calls }: Latency): string {
  return `${what}: p50 ${p50.toFixed(2)} ms, p99 ${p99.toFixed(2)} ms of ${calls} calls`
}

export function latencyCheck({ what, p99 }: Latency, mostMs: number): Check {
  return { what: `${what}: p99`, value: p99, unit: 'ms', target: `< ${mostMs} ms`, met: p99 < mostMs }
}

function quantile(sorted: readonly number[], part: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? 0
}
