import type { FlowLine } from '../vector.ts'
import { answered, opened } from './flow-line.ts'

export interface Pace {
  count: number
  /** Seconds from one connection to the next. */
  every: number
  bytes?: number
  packets?: number
}

/** Connections that the instance takes (`in`) or makes (`out`), small and alike unless the pace says otherwise. */
export function guessing(way: 'in' | 'out', remote: string, port: number, { count, every, ...size }: Pace): FlowLine[] {
  return Array.from({ length: count }, (_, i) => {
    const options = { at: i * every, seconds: 3, packets: 14, bytes: 2_000 + (i % 5) * 40, ...size }
    return way === 'in' ? answered(port, remote, 40_000 + i, options) : opened(40_000 + i, remote, port, options)
  }).flat()
}

/** Sources that share the work, each guessing once a minute. */
export function sharing(port: number, sources: number, each: number): FlowLine[] {
  return Array.from({ length: sources }, (_, source) =>
    Array.from({ length: each }, (_, i) =>
      answered(port, `103.21.143.${10 + source}`, 40_000 + i, { at: i * 60, seconds: 3, packets: 14, bytes: 2_100 }),
    ),
  ).flat(2)
}
