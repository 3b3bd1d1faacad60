import { HOME_REGION } from '../organisation/accounts.ts'
import { ORGANISATION, PARTNER_NAMES } from '../organisation/names.ts'
import type { Instance } from '../organisation/networks.ts'
import type { NameQuestion } from '../records/dns-record.ts'
import type { LogRecord } from '../records/log-record.ts'
import { nameQuery } from '../records/make.ts'
import { type Activity, type Hour, sometime } from './hour.ts'

const LOOKUPS_PER_HOUR = 20

const AWS_NAMES = ['s3', 'sts', 'ssm', 'ec2messages', 'logs', 'monitoring', 'sqs', 'ecr.api', 'kms', 'dynamodb'].map(
  (service) => `${service}.${HOME_REGION}.amazonaws.com`,
)
const OWN_NAMES = ['orders', 'basket', 'catalogue', 'primary.db', 'replica.db', 'cache'].map(
  (name) => `${name}.${ORGANISATION.prefix}.internal`,
)

/** What servers look up: AWS, their own private zone, partners; IPv6 that is not there; names with a search suffix added. */
export const nameLookups: Activity = (hour) =>
  hour.organisation.instances.flatMap((instance) =>
    Array.from({ length: hour.random.count(LOOKUPS_PER_HOUR) }, () => lookup(hour, instance)).flat(),
  )

function lookup(hour: Hour, instance: Instance): LogRecord[] {
  const { random } = hour
  const time = sometime(hour)
  const kind = random.weighted([
    ['aws', 55],
    ['own', 25],
    ['partner', 14],
    ['reverse', 3],
    ['suffixed', 3],
  ] as const)
  switch (kind) {
    case 'aws':
      return both(
        hour,
        instance,
        time,
        random.pick(AWS_NAMES),
        `52.${random.whole(94, 95)}.${random.whole(1, 254)}.${random.whole(1, 254)}`,
      )
    case 'own':
      return both(hour, instance, time, random.pick(OWN_NAMES), random.pick(hour.organisation.instances).privateAddress)
    case 'partner':
      return both(hour, instance, time, random.pick(PARTNER_NAMES), `95.130.14.${random.whole(9, 10)}`)
    case 'reverse': {
      const peer = random.pick(hour.organisation.instances)
      const name = `${peer.privateAddress.split('.').reverse().join('.')}.in-addr.arpa`
      return [
        nameQuery(random, instance, {
          time,
          name,
          type: 'PTR',
          answers: [{ data: `${peer.name}.${ORGANISATION.prefix}.internal.`, type: 'PTR' }],
        }),
      ]
    }
    case 'suffixed':
      return [absent(hour, instance, time, `${random.pick(AWS_NAMES)}.${HOME_REGION}.compute.internal`)]
  }
}

/** Resolvers ask for IPv4 and IPv6 side by side. */
function both(hour: Hour, instance: Instance, time: number, name: string, address: string): LogRecord[] {
  const answered: Partial<NameQuestion> = { answers: [{ data: address, type: 'A' }] }
  const records = [nameQuery(hour.random, instance, { time, name, ...answered })]
  if (hour.random.chance(0.3)) records.push(nameQuery(hour.random, instance, { time, name, type: 'AAAA', answers: [] }))
  return records
}

function absent({ random }: Hour, instance: Instance, time: number, name: string): LogRecord {
  return nameQuery(random, instance, { time, name, rcode: 'NXDOMAIN', answers: [] })
}
