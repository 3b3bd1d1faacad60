import type { Scene } from '../attacks/attack.ts'
import { instancesOf } from '../organisation/organisation.ts'
import { strangerAddress } from '../organisation/places.ts'
import { exchange } from '../records/exchange.ts'
import type { LogRecord } from '../records/log-record.ts'
import { minuteMs } from '../time-text.ts'
import type { Trap } from './trap.ts'

const SSH = 'UnauthorizedAccess:EC2/SSHBruteForce'

export const trafficTraps: Trap[] = [
  {
    name: 'configuration-run',
    resembles: SSH,
    why: 'a dozen long and large connections of a configuration tool',
    run: ({ organisation, random, at }) => {
      const [opener] = instancesOf(organisation, 'bastion')
      const responder = random.pick(instancesOf(organisation, 'database'))
      if (opener === undefined) return []
      return Array.from({ length: 12 }, (_, run) =>
        exchange({
          opener,
          responder,
          openerPort: random.ephemeralPort(),
          responderPort: 22,
          start: at + run * 2 * minuteMs,
          seconds: random.whole(30, 110),
          sent: { packets: random.size(400, 0.3), bytes: random.size(300_000, 0.3) },
          received: { packets: random.size(380, 0.3), bytes: random.size(90_000, 0.3) },
        }),
      ).flat()
    },
  },
  {
    name: 'guesses-at-another-port',
    resembles: SSH,
    why: 'the server listens on 2222, which is not looked at',
    run: (scene) => guesses(scene, 500, 2_222, false),
  },
  {
    name: 'guesses-rejected',
    resembles: SSH,
    why: 'the security group let none of them in',
    run: (scene) => guesses(scene, 500, 22, true),
  },
  {
    name: 'many-open-ports',
    resembles: 'Recon:EC2/Portscan',
    why: 'sixty ports of one host, and all of them answer',
    run: ({ organisation, random, at }) => {
      const [opener, responder] = instancesOf(organisation, 'node')
      if (opener === undefined || responder === undefined) return []
      return Array.from({ length: 60 }, (_, step) =>
        exchange({
          opener,
          responder,
          openerPort: 41_000 + step * 5,
          responderPort: 15_000 + step,
          start: at + step * 2_000,
          seconds: 2,
          sent: { packets: 9, bytes: random.whole(900, 1_400) },
          received: { packets: 8, bytes: random.whole(1_200, 2_400) },
        }),
      ).flat()
    },
  },
  {
    name: 'few-closed-ports',
    resembles: 'Recon:EC2/Portscan',
    why: 'thirty ports are under the threshold',
    run: ({ organisation, random, at }) => {
      const opener = random.pick(instancesOf(organisation, 'app'))
      const responder = random.pick(instancesOf(organisation, 'database'))
      return Array.from({ length: 30 }, (_, step) =>
        exchange({
          opener,
          responder,
          openerPort: 42_000 + step,
          responderPort: 8_000 + step,
          start: at + step * 5_000,
          seconds: 1,
          sent: { packets: 1, bytes: 60 },
          received: { packets: 1, bytes: 40 },
          outcome: 'refused',
        }),
      ).flat()
    },
  },
  {
    name: 'unlisted-host-at-bastion',
    resembles: 'Recon:EC2/PortProbeUnprotectedPort',
    why: 'answered, but the caller is on no list',
    run: ({ organisation, random, at }) => {
      const [responder] = instancesOf(organisation, 'bastion')
      if (responder === undefined) return []
      return exchange({
        opener: { address: strangerAddress(random) },
        responder,
        openerPort: random.ephemeralPort(),
        responderPort: 22,
        start: at,
        seconds: 2,
        sent: { packets: 5, bytes: 300 },
        received: { packets: 4, bytes: 260 },
      })
    },
  },
  {
    name: 'backup-upload',
    resembles: 'Backdoor:EC2/DenialOfService.Tcp',
    why: 'three million packets to one address, but they are acknowledged',
    run: ({ organisation, random, at }) =>
      exchange({
        opener: random.pick(instancesOf(organisation, 'database')),
        responder: { address: strangerAddress(random) },
        openerPort: random.ephemeralPort(),
        responderPort: 443,
        start: at,
        seconds: 600,
        sent: { packets: 3_000_000, bytes: 4_350_000_000 },
        received: { packets: 310_000, bytes: 16_200_000 },
      }),
  },
  {
    name: 'crawler',
    resembles: 'Impact:EC2/PortSweep',
    why: 'four hundred web servers, of which nearly all answer',
    run: ({ organisation, random, at }) => {
      const opener = random.pick(instancesOf(organisation, 'batch'))
      return Array.from({ length: 400 }, (_, host) => {
        const gone = host % 50 === 3
        return exchange({
          opener,
          responder: { address: strangerAddress(random) },
          openerPort: random.ephemeralPort(),
          responderPort: 443,
          start: at + host * 1_200,
          seconds: 2,
          sent: gone ? { packets: 3, bytes: 180 } : { packets: 14, bytes: random.whole(1_900, 2_600) },
          ...(gone ? {} : { received: { packets: 22, bytes: random.size(24_000, 0.6) } }),
          outcome: gone ? 'refused' : 'complete',
        })
      }).flat()
    },
  },
]

function guesses(
  { organisation, random, at }: Scene,
  count: number,
  responderPort: number,
  rejected: boolean,
): LogRecord[] {
  const responder = random.pick(instancesOf(organisation, 'web'))
  const opener = { address: strangerAddress(random) }
  return Array.from({ length: count }, (_, guess) => {
    const shared = { opener, responder, openerPort: 34_000 + guess * 2, responderPort, start: at + guess * 2_000 }
    if (rejected) return exchange({ ...shared, seconds: 1, sent: { packets: 1, bytes: 60 }, outcome: 'rejected' })
    const sent = { packets: random.whole(22, 26), bytes: random.whole(3_900, 4_300) }
    return exchange({ ...shared, seconds: 3, sent, received: { packets: 22, bytes: random.whole(3_700, 4_100) } })
  }).flat()
}
