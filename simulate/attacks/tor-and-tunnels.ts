import { hostOf } from '../indicators.ts'
import type { Instance } from '../organisation/networks.ts'
import { instancesOf } from '../organisation/organisation.ts'
import { exchange } from '../records/exchange.ts'
import type { LogRecord } from '../records/log-record.ts'
import { nameQuery } from '../records/make.ts'
import { minuteMs } from '../time-text.ts'
import { type Attack, caught, type Scene, steps } from './attack.ts'

const RELAY_PORT = 9_001

const torClient: Attack = {
  name: 'tor-client',
  finds: ['UnauthorizedAccess:EC2/TorClient'],
  run(scene) {
    const { organisation, indicators, random, at } = scene
    const instance = random.pick(instancesOf(organisation, 'workbench', 'batch'))
    const guard = hostOf(random.pick(indicators.torGuards.entries))
    const records = steps(random, at, 10, minuteMs).flatMap((time) => talk(scene, time, instance, guard, RELAY_PORT))
    return caught('UnauthorizedAccess:EC2/TorClient', instance, 'TARGET', records)
  },
}

/** Six relays are called, and four call the instance's own port. */
const torRelay: Attack = {
  name: 'tor-relay',
  finds: ['UnauthorizedAccess:EC2/TorRelay'],
  run(scene) {
    const { organisation, indicators, random, at } = scene
    const instance = random.pick(instancesOf(organisation, 'web'))
    const relays = Array.from({ length: 10 }, (_, i) => hostOf(indicators.torRelays.entries[i * 7] ?? ''))
    const times = steps(random, at, relays.length, 2 * minuteMs)
    const records = relays.flatMap((relay, i) =>
      i < 6
        ? talk(scene, times[i] ?? at, instance, relay, 443)
        : answer(scene, times[i] ?? at, instance, relay, RELAY_PORT),
    )
    return caught('UnauthorizedAccess:EC2/TorRelay', instance, 'TARGET', records)
  },
}

const DATA_NAMES = 60

const tunnel: Attack = {
  name: 'dns-exfiltration',
  finds: ['Trojan:EC2/DNSDataExfiltration'],
  run({ organisation, random, at }) {
    const instance = random.pick(instancesOf(organisation, 'database'))
    const label = (length: number) => random.base32(length).toLowerCase()
    const records = steps(random, at, DATA_NAMES, 10_000).map((time) =>
      nameQuery(random, instance, {
        time,
        name: `${label(60)}.${label(40)}.tideline-sync.example`,
        type: 'TXT',
        answers: [{ data: `"${label(12)}"`, type: 'TXT' }],
      }),
    )
    const { accountId, region, instanceId: resource } = instance
    const type = 'Trojan:EC2/DNSDataExfiltration'
    return { deeds: [{ type, accountId, region, resource, role: 'ACTOR', records }] }
  },
}

function talk({ random }: Scene, start: number, opener: Instance, address: string, port: number): LogRecord[] {
  return exchange({
    opener,
    responder: { address },
    openerPort: random.ephemeralPort(),
    responderPort: port,
    start,
    seconds: 20,
    sent: { packets: 40, bytes: random.whole(21_000, 23_000) },
    received: { packets: 44, bytes: random.whole(24_000, 26_000) },
  })
}

function answer({ random }: Scene, start: number, responder: Instance, address: string, port: number): LogRecord[] {
  return exchange({
    opener: { address },
    responder,
    openerPort: random.ephemeralPort(),
    responderPort: port,
    start,
    seconds: 20,
    sent: { packets: 40, bytes: random.whole(21_000, 23_000) },
    received: { packets: 44, bytes: random.whole(24_000, 26_000) },
  })
}

export const torAndTunnelAttacks: Attack[] = [torClient, torRelay, tunnel]
