import type { Indicators } from '../indicators.ts'
import type { Instance } from '../organisation/networks.ts'
import type { Organisation } from '../organisation/organisation.ts'
import type { Random } from '../random.ts'
import type { LogRecord } from '../records/log-record.ts'

/** Where and when an attack, or a benign twin of one, takes place. */
export interface Scene {
  organisation: Organisation
  indicators: Indicators
  random: Random
  /** Epoch milliseconds; at least three hours of the simulated days are left. */
  at: number
}

/** What must be found: one finding, and the records that are its evidence. */
export interface Deed {
  type: string
  accountId: string
  region: string
  /** Instance id, user name, bucket name or cluster name. */
  resource: string
  role?: 'TARGET' | 'ACTOR'
  records: LogRecord[]
}

/** `besides` are records that the attack leaves behind but that prove nothing by themselves. */
export interface Outcome {
  deeds: Deed[]
  besides?: LogRecord[]
}

export interface Attack {
  /** Names the attack on the command line and in `truth.json`. */
  name: string
  /** Finding types of the deeds, each at least once. */
  finds: readonly string[]
  run(scene: Scene): Outcome
}

/** What an instance's own interface logged of something proves it; what others logged is besides. */
export function caught(type: string, instance: Instance, role: Deed['role'], records: readonly LogRecord[]): Outcome {
  const { own, others } = seenBy(instance, records)
  const { accountId, region, instanceId: resource } = instance
  return {
    deeds: [{ type, accountId, region, resource, ...(role === undefined ? {} : { role }), records: own }],
    besides: others,
  }
}

/** Puts each record with the interface's instance, or beside. */
export function seenBy(instance: Instance, records: readonly LogRecord[]): { own: LogRecord[]; others: LogRecord[] } {
  const isOwn = (record: LogRecord) => record.source !== 'flow' || record.flow.interfaceId === instance.interfaceId
  return { own: records.filter(isOwn), others: records.filter((record) => !isOwn(record)) }
}

/** `count` instants from `start`, `stepMs` apart, each a little early or late. */
export function steps(random: Random, start: number, count: number, stepMs: number): number[] {
  return Array.from({ length: count }, (_, step) => start + step * stepMs + random.whole(0, Math.floor(stepMs / 5)))
}
