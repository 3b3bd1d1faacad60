import type { Deed, Scene } from './attacks/attack.ts'
import { chosenAttacks } from './attacks/registry.ts'
import type { Indicators } from './indicators.ts'
import type { Organisation } from './organisation/organisation.ts'
import type { Random } from './random.ts'
import type { LogRecord } from './records/log-record.ts'
import { dayMs, hourMs, secondMs } from './time-text.ts'
import { TRAPS } from './traps/registry.ts'
import type { Trap } from './traps/trap.ts'

/** Attacks begin between these hours of a day, so that they end on it. */
const FIRST_HOUR = 8
const LAST_HOUR = 20

export interface Plan {
  /** Names of the attacks that take place. */
  attacks: string[]
  deeds: (Deed & { attack: string })[]
  traps: readonly Trap[]
  /** What attacks and traps put into the logs of one hour. */
  recordsOf(hour: number): readonly LogRecord[]
}

/** Decides when each attack and each trap takes place; leaving one out moves none of the others. */
export function planAttacks(of: {
  organisation: Organisation
  indicators: Indicators
  start: number
  days: number
  random: Random
  attacks: 'all' | 'none' | readonly string[]
}): Plan {
  const chosen = chosenAttacks(of.attacks)
  const deeds: Plan['deeds'] = []
  const records: LogRecord[] = []
  const scene = (label: string): Scene => {
    const random = of.random.fork(label)
    const day = of.start + random.whole(0, of.days - 1) * dayMs
    const at = day + random.whole(FIRST_HOUR * 3_600, LAST_HOUR * 3_600) * secondMs
    return { organisation: of.organisation, indicators: of.indicators, random, at }
  }
  for (const attack of chosen) {
    const outcome = attack.run(scene(`attack/${attack.name}`))
    deeds.push(...outcome.deeds.map((deed) => ({ ...deed, attack: attack.name })))
    for (const deed of outcome.deeds) records.push(...deed.records)
    records.push(...(outcome.besides ?? []))
  }
  for (const trap of TRAPS) records.push(...trap.run(scene(`trap/${trap.name}`)))
  const byHour = Map.groupBy(records, ({ time }) => Math.floor((time - of.start) / hourMs))
  return {
    attacks: chosen.map(({ name }) => name),
    deeds,
    traps: TRAPS,
    recordsOf: (hour) => byHour.get(hour) ?? [],
  }
}
