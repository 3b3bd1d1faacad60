import type { Reading } from './report.ts'

/** One question to the program, answered by runs side by side. */
export interface Scenario {
  name: string
  /** What it asks, in a line. */
  asks: string
  /** Whether it runs when nobody asks for it by name. */
  byName?: true
  run(bench: Bench): Promise<Reading>
}

/** What a run of the benchmarks was asked for. */
export interface Bench {
  dataDirectory: string
  /** How often each contender runs, in turns; the least CPU time counts. */
  rounds: number
  /** A part of the records that the scenarios are defined for, to try things out; the targets are meant for 1. */
  scale: number
  /** Tells the user what is going on. */
  say(line: string): void
}

export const LIST_ENTRIES = 250_000
export const FLOW_RECORDS = 5_000_000
export const JSON_RECORDS = 500_000

export function scaled(records: number, { scale }: Bench): number {
  return Math.max(1_000, Math.round(records * scale))
}
