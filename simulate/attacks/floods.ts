import { instancesOf } from '../organisation/organisation.ts'
import { strangerAddress } from '../organisation/places.ts'
import { exchange, TCP, UDP } from '../records/exchange.ts'
import { type Attack, caught, type Scene } from './attack.ts'

const FLOOD_SECONDS = 240
const FLOOD_PACKETS = 400_000
const IGMP = 2

/** The class of each flood, its protocol, its port, and the size of its packets. */
const FLOODS: readonly (readonly [kind: string, protocol: number, port: number, bytes: number])[] = [
  ['Dns', UDP, 53, 64],
  ['Tcp', TCP, 80, 40],
  ['Udp', UDP, 80, 256],
  ['UdpOnTcpPorts', UDP, 22, 256],
  ['UnusualProtocol', IGMP, 0, 60],
]

const floods: Attack[] = FLOODS.map(([kind, protocol, responderPort, bytes]) => ({
  name: `flood-${kind.toLowerCase()}`,
  finds: [`Backdoor:EC2/DenialOfService.${kind}`],
  run({ organisation, random, at }: Scene) {
    const instance = random.pick(instancesOf(organisation, 'web', 'batch'))
    const records = exchange({
      opener: instance,
      responder: { address: strangerAddress(random) },
      openerPort: protocol === IGMP ? 0 : random.ephemeralPort(),
      responderPort,
      protocol,
      start: at,
      seconds: FLOOD_SECONDS,
      sent: { packets: FLOOD_PACKETS, bytes: FLOOD_PACKETS * bytes },
      outcome: 'refused',
    })
    return caught(`Backdoor:EC2/DenialOfService.${kind}`, instance, 'ACTOR', records)
  },
}))

const SWEPT_HOSTS = 400

/** A worm looks for its next hosts; one in thirty answers. */
const sweep: Attack = {
  name: 'port-sweep',
  finds: ['Impact:EC2/PortSweep'],
  run({ organisation, random, at }) {
    const instance = random.pick(instancesOf(organisation, 'app'))
    const records = Array.from({ length: SWEPT_HOSTS }, (_, host) => {
      const open = host % 30 === 7
      return exchange({
        opener: instance,
        responder: { address: strangerAddress(random) },
        openerPort: random.ephemeralPort(),
        responderPort: 445,
        start: at + host * 900,
        seconds: 1,
        sent: open ? { packets: 4, bytes: 208 } : { packets: 1, bytes: 44 },
        ...(open ? { received: { packets: 3, bytes: 164 } } : {}),
        outcome: open ? 'complete' : 'refused',
      })
    }).flat()
    return caught('Impact:EC2/PortSweep', instance, 'ACTOR', records)
  },
}

export const floodAttacks: Attack[] = [...floods, sweep]
