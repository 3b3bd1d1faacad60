import type { IndicatorList } from '../indicators.ts'
import type { Plan } from '../plan.ts'
import { endOf, type LogSource } from '../records/log-record.ts'
import { isoSeconds } from '../time-text.ts'

/** A finding that a scan must have: `records` is how many log records are its evidence. Times are whole seconds. */
export interface ExpectedFinding {
  type: string
  accountId: string
  region: string
  /** Instance id, user name, bucket name or cluster name. */
  resource: string
  role?: 'TARGET' | 'ACTOR'
  firstSeen: string
  lastSeen: string
  attack: string
  records: number
}

export interface Truth {
  seed: string
  start: string
  days: number
  lists: { file: string; option: string }[]
  expected: ExpectedFinding[]
  benignTraps: { name: string; resembles: string; why: string }[]
  /** Log records of each source. */
  records: Record<LogSource, number>
}

/** What a scan of the simulated logs is held to. */
export function truthDocument(of: {
  seed: string
  start: number
  days: number
  lists: readonly IndicatorList[]
  plan: Plan
  records: Record<LogSource, number>
}): Truth {
  const expected = of.plan.deeds.map(({ records, ...deed }) => ({
    ...deed,
    firstSeen: isoSeconds(records.reduce((least, { time }) => Math.min(least, time), Number.POSITIVE_INFINITY)),
    lastSeen: isoSeconds(records.reduce((most, record) => Math.max(most, endOf(record)), 0)),
    records: records.length,
  }))
  return {
    seed: of.seed,
    start: isoSeconds(of.start),
    days: of.days,
    lists: of.lists.map(({ file, option }) => ({ file, option })),
    expected: expected.sort((a, b) => (a.firstSeen < b.firstSeen ? -1 : a.firstSeen > b.firstSeen ? 1 : 0)),
    benignTraps: of.plan.traps.map(({ name, resembles, why }) => ({ name, resembles, why })),
    records: of.records,
  }
}
