import type { Organisation } from '../organisation/organisation.ts'
import type { Random } from '../random.ts'
import type { LogRecord } from '../records/log-record.ts'

/** One hour of the organisation's life, to be filled by one kind of activity. */
export interface Hour {
  organisation: Organisation
  /** Epoch milliseconds, a whole hour. */
  start: number
  random: Random
}

export type Activity = (hour: Hour) => LogRecord[]

/** Some instant of the hour. */
export function sometime({ start, random }: Hour): number {
  return start + random.whole(0, 3_599_999)
}

/** 0 (Sunday) to 6, and 0 to 23, at a place so many hours ahead of UTC. */
export function localTime(start: number, utcOffset: number): { day: number; hour: number } {
  const local = new Date(start + utcOffset * 3_600_000)
  return { day: local.getUTCDay(), hour: local.getUTCHours() }
}

/** How busy a shop's visitors are: least before dawn, most in the evening; mean about 1. */
export function visitorLoad(start: number): number {
  const { hour } = localTime(start, 1)
  return 1 - 0.7 * Math.cos(((hour - 4) / 24) * 2 * Math.PI)
}
