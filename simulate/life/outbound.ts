import type { Instance } from '../organisation/networks.ts'
import { instancesOf } from '../organisation/organisation.ts'
import { exchange } from '../records/exchange.ts'
import type { LogRecord } from '../records/log-record.ts'
import { type Activity, type Hour, localTime, sometime } from './hour.ts'

const AWS_ENDPOINTS = [
  { address: '52.219.170.10', awsService: 'S3' },
  { address: '52.219.47.56', awsService: 'S3' },
  { address: '18.194.65.20', awsService: 'AMAZON' },
  { address: '3.69.128.14', awsService: 'AMAZON' },
  { address: '35.156.16.92', awsService: 'AMAZON' },
]

/** Payment, mail and map services, each with two addresses that do not change. */
const PARTNERS = ['81.169.20.11', '81.169.20.12', '84.16.12.40', '84.16.12.41', '95.130.14.9', '95.130.14.10'].map(
  (address) => ({ address }),
)

const CALLS_TO_AWS_PER_HOUR = 7
const CALLS_TO_PARTNERS_PER_HOUR = 5

/** What servers ask of the internet: AWS itself, partners, packages at night, and the lake's nightly upload. */
export const outbound: Activity = (hour) => {
  const { organisation, random } = hour
  const { hour: localHour } = localTime(hour.start, 1)
  return organisation.instances.flatMap((instance) => {
    const records = Array.from({ length: random.count(CALLS_TO_AWS_PER_HOUR) }, () =>
      call(hour, instance, AWS_ENDPOINTS),
    ).flat()
    if (instance.tier === 'app' || instance.tier === 'batch') {
      records.push(
        ...Array.from({ length: random.count(CALLS_TO_PARTNERS_PER_HOUR) }, () =>
          call(hour, instance, PARTNERS),
        ).flat(),
      )
    }
    if (localHour === 4 && random.chance(0.7)) records.push(...packageUpdate(hour, instance))
    if (instance.tier === 'batch' && localHour >= 1 && localHour <= 3) records.push(...nightlyUpload(hour, instance))
    return records
  })
}

/** Somebody of the platform team works on a server, by way of the bastion: sessions of minutes, not guesses. */
export const administration: Activity = (hour) => {
  const { organisation, random } = hour
  const bastion = instancesOf(organisation, 'bastion')[0]
  const admins = organisation.people.filter(({ team }) => team === 'platform')
  const { day, hour: localHour } = localTime(hour.start, 1)
  if (bastion === undefined || admins.length === 0 || day % 6 === 0 || localHour < 8 || localHour > 18) return []
  return Array.from({ length: random.count(1.5) }, () => {
    const start = sometime(hour)
    const seconds = random.whole(240, 1_500)
    const packets = random.size(900)
    const session = { openerPort: random.ephemeralPort(), responderPort: 22, start, seconds }
    const sent = { packets, bytes: packets * 88 }
    const received = { packets, bytes: packets * 210 }
    const server = random.pick(instancesOf(organisation, 'app', 'batch', 'web'))
    return [
      ...exchange({
        ...session,
        opener: { address: random.pick(admins).officeAddress },
        responder: bastion,
        sent,
        received,
      }),
      ...exchange({ ...session, start: start + 9_000, opener: bastion, responder: server, sent, received }),
    ]
  }).flat()
}

function call(
  { start, random }: Hour,
  opener: Instance,
  to: readonly { address: string; awsService?: string }[],
): LogRecord[] {
  return exchange({
    opener,
    responder: random.pick(to),
    openerPort: random.ephemeralPort(),
    responderPort: 443,
    start: start + random.whole(0, 3_540_000),
    seconds: random.whole(1, 40),
    sent: { packets: random.size(12), bytes: random.size(3_000) },
    received: { packets: random.size(14), bytes: random.size(7_500) },
  })
}

function packageUpdate(hour: Hour, opener: Instance): LogRecord[] {
  const { random } = hour
  return exchange({
    opener,
    responder: { address: random.pick(['95.130.40.21', '95.130.40.22']) },
    openerPort: random.ephemeralPort(),
    responderPort: 443,
    start: hour.start + random.whole(0, 3_400_000),
    seconds: random.whole(8, 110),
    sent: { packets: random.size(900), bytes: random.size(58_000) },
    received: { packets: random.size(5_200), bytes: random.size(7_400_000) },
  })
}

function nightlyUpload(hour: Hour, opener: Instance): LogRecord[] {
  const { random } = hour
  const packets = random.size(60_000, 0.2)
  return exchange({
    opener,
    responder: { address: '52.219.170.10', awsService: 'S3' },
    openerPort: random.ephemeralPort(),
    responderPort: 443,
    start: hour.start + random.whole(0, 600_000),
    seconds: random.whole(900, 2_400),
    sent: { packets, bytes: packets * 1_380 },
    received: { packets: Math.round(packets / 3), bytes: Math.round(packets / 3) * 60 },
  })
}
