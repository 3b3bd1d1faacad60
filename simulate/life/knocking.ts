import { instancesOf } from '../organisation/organisation.ts'
import { strangerAddress } from '../organisation/places.ts'
import { exchange, TCP, UDP } from '../records/exchange.ts'
import { type Activity, sometime } from './hour.ts'

const KNOCKS_PER_HOUR = 40
const PORTS = [22, 23, 445, 3_389, 5_900, 6_379, 8_080, 8_443, 2_375, 5_432, 3_306, 1_433, 9_200, 25, 81, 5_060]

/** The background noise that every public address hears, dropped by its security group: one packet, or a few. */
export const knocking: Activity = (hour) => {
  const { organisation, random } = hour
  return instancesOf(organisation, 'web', 'bastion').flatMap((instance) =>
    Array.from({ length: random.count(KNOCKS_PER_HOUR) }, () => {
      const packets = random.whole(1, 3)
      return exchange({
        opener: { address: strangerAddress(random) },
        responder: instance,
        openerPort: random.whole(1_024, 65_535),
        responderPort: random.chance(0.7)
          ? random.pick(PORTS.filter((port) => instance.tier !== 'bastion' || port !== 22))
          : random.whole(1, 65_535),
        protocol: random.chance(0.94) ? TCP : UDP,
        start: sometime(hour),
        seconds: 1,
        sent: { packets, bytes: packets * 44 },
        outcome: 'rejected',
      })
    }).flat(),
  )
}
