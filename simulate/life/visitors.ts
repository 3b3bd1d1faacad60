import { instancesOf } from '../organisation/organisation.ts'
import { strangerAddress } from '../organisation/places.ts'
import { exchange } from '../records/exchange.ts'
import { type Activity, sometime, visitorLoad } from './hour.ts'

/** Mean page visits of an hour to one web server. */
const VISITS_PER_HOUR = 60
const HEALTH_CHECKS_PER_HOUR = 20

/** The shop's customers over HTTPS, search engines, and the health checks of its DNS records. */
export const visitors: Activity = (hour) => {
  const { organisation, random } = hour
  const load = visitorLoad(hour.start)
  const checkers = Array.from({ length: 4 }, (_, index) => `54.183.255.${140 + index}`)
  return instancesOf(organisation, 'web').flatMap((web) => [
    ...Array.from({ length: random.count(VISITS_PER_HOUR * load) }, () =>
      exchange({
        opener: { address: strangerAddress(random) },
        responder: web,
        openerPort: random.ephemeralPort(),
        responderPort: random.chance(0.08) ? 80 : 443,
        start: sometime(hour),
        seconds: random.whole(1, 50),
        sent: { packets: random.size(14), bytes: random.size(2_600) },
        received: { packets: random.size(30), bytes: random.size(34_000, 1) },
      }),
    ).flat(),
    ...Array.from({ length: HEALTH_CHECKS_PER_HOUR }, () =>
      exchange({
        opener: { address: random.pick(checkers), awsService: 'ROUTE53_HEALTHCHECKS' },
        responder: web,
        openerPort: random.ephemeralPort(),
        responderPort: 443,
        start: sometime(hour),
        seconds: 1,
        sent: { packets: 8, bytes: random.whole(880, 960) },
        received: { packets: 7, bytes: random.whole(4_600, 4_720) },
      }),
    ).flat(),
  ])
}
