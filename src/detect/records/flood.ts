import type { FlowLine, Vector } from '../vector.ts'
import { received, sent } from './flow-line.ts'

const VICTIM = '93.184.216.34'
const DAY_SECONDS = 86_400
const SYN = 2
const ACK = 16

interface Flood {
  protocol: number
  port: number
  /** Of each packet. */
  bytes: number
  /** Packets that come back for each one sent, and their size. */
  answers?: number
  answerBytes?: number
  flags?: number
  seconds?: number
  at?: number
  remote?: string
  localPort?: number
  /** Seconds that one record tells of. */
  every?: number
  action?: 'ACCEPT' | 'REJECT'
}

/** `packets` to one address, evenly over some minutes, a record for each. */
export function flooding(packets: number, flood: Flood): FlowLine[] {
  const { seconds = 240, every = 60, answers = 0, answerBytes = flood.bytes, port, localPort = 40_000 } = flood
  const { protocol, flags = 0, at = 0, remote = VICTIM, action = 'ACCEPT' } = flood
  const records = Math.ceil(seconds / every)
  const each = Math.round(packets / records)
  const back = Math.round(each * answers)
  return Array.from({ length: records }, (_, i) => {
    const options = { protocol, flags, action, at: at + i * every, seconds: Math.min(every, seconds) }
    const out = sent(localPort, remote, port, { ...options, packets: each, bytes: Math.round(each * flood.bytes) })
    if (back === 0) return [out]
    const bytes = Math.round(back * answerBytes)
    const answerFlags = (flags & SYN) !== 0 ? flags | ACK : flags
    return [out, received(localPort, remote, port, { ...options, flags: answerFlags, packets: back, bytes })]
  }).flat()
}

const SHAPES = {
  Dns: { protocol: 17, port: 53, bytes: 64 },
  UdpOnTcpPorts: { protocol: 17, port: 22, bytes: 256 },
  Udp: { protocol: 17, port: 80, bytes: 256 },
  Tcp: { protocol: 6, port: 80, bytes: 40, flags: 2 },
  UnusualProtocol: { protocol: 2, port: 0, bytes: 60 },
} as const satisfies Record<string, Flood>

/** What holds of every class of flood. */
export function floodVectors(its: keyof typeof SHAPES): Vector[] {
  const shape = SHAPES[its]
  const daily = Array.from({ length: 3 }, (_, day) => flooding(60_000, { ...shape, at: -(day + 1) * DAY_SECONDS }))
  return [
    { name: 'four minutes of a flood', records: flooding(400_000, shape), finds: 1, severity: 8, role: 'ACTOR' },
    { name: 'the limit, just', records: flooding(100_000, shape), finds: 1 },
    { name: 'just under it', records: flooding(99_996, shape), finds: 0 },
    {
      name: 'a record of ten minutes, half of which is enough',
      records: flooding(200_000, { ...shape, every: 600, seconds: 600 }),
      finds: 1,
    },
    {
      name: 'a record of ten minutes that is spread too thin',
      records: flooding(190_000, { ...shape, every: 600, seconds: 600 }),
      finds: 0,
    },
    { name: 'on both sides of five full minutes', records: flooding(120_000, { ...shape, at: 180 }), finds: 1 },
    { name: 'at a private address', records: flooding(400_000, { ...shape, remote: '10.0.2.5' }), finds: 0 },
    {
      name: 'spread over four victims',
      records: [5, 6, 7, 8].flatMap((host) => flooding(99_000, { ...shape, remote: `93.184.216.${host}` })),
      finds: 0,
    },
    {
      name: 'at an address that is trusted',
      records: flooding(400_000, shape),
      lists: { TRUSTED_IP: [VICTIM] },
      finds: 0,
    },
    { name: 'as much as is sent there every day', records: flooding(200_000, shape), history: daily.flat(), finds: 0 },
    {
      name: 'ten times what is sent there every day',
      records: flooding(800_000, shape),
      history: daily.flat(),
      finds: 1,
    },
  ]
}

/** What is particular to each class: floods that are answered, and the traffic that resembles them. */
export const CLASS_VECTORS: Readonly<Record<keyof typeof SHAPES, readonly Vector[]>> = {
  Dns: [
    {
      name: 'a name server that answers queries of one size',
      records: flooding(400_000, { ...SHAPES.Dns, answers: 1, answerBytes: 180.5 }),
      finds: 1,
    },
    {
      name: 'a busy forwarder, whose queries vary in size',
      records: flooding(150_001, { ...SHAPES.Dns, bytes: 71.3, answers: 0.98, answerBytes: 130.7 }),
      finds: 0,
    },
    {
      name: 'a resolver with many servers',
      records: Array.from({ length: 12 }, (_, i) =>
        flooding(2_500, { ...SHAPES.Dns, remote: `93.184.216.${i + 1}`, answers: 1 }),
      ).flat(),
      finds: 0,
    },
  ],
  UdpOnTcpPorts: [
    {
      name: 'QUIC: answered, and not on a port of TCP alone',
      records: flooding(150_001, { protocol: 17, port: 443, bytes: 1_205.7, answers: 0.4, answerBytes: 80.3 }),
      finds: 0,
    },
  ],
  Udp: [
    {
      name: 'QUIC: answered',
      records: flooding(150_001, { protocol: 17, port: 443, bytes: 1_205.7, answers: 0.4, answerBytes: 80.3 }),
      finds: 0,
    },
    {
      name: 'a clock that answers: datagrams of one size',
      records: flooding(200_000, { protocol: 17, port: 123, bytes: 76, answers: 0.9 }),
      finds: 1,
    },
    {
      name: 'a trunk of telephone calls: of one size, and answered',
      records: flooding(200_000, { protocol: 17, port: 16_384, bytes: 200, answers: 1 }),
      finds: 0,
    },
    {
      name: 'a tunnel of ESP',
      records: flooding(300_000, { protocol: 50, port: 0, bytes: 900 }),
      finds: 0,
    },
    {
      name: 'a flood from a port such as servers have',
      records: flooding(400_000, { ...SHAPES.Udp, port: 50_000, localPort: 20_000 }),
      finds: 1,
    },
  ],
  Tcp: [
    {
      name: 'a victim that answers each SYN',
      records: flooding(600_000, { ...SHAPES.Tcp, answers: 1, answerBytes: 44 }),
      finds: 1,
    },
    {
      name: 'a backup of five gigabytes',
      records: flooding(3_500_000, { protocol: 6, port: 22, bytes: 1_440, flags: 2, answers: 0.34, answerBytes: 52 }),
      finds: 0,
    },
    {
      name: 'a backup whose receiver acknowledges seldom',
      records: flooding(3_500_000, { protocol: 6, port: 443, bytes: 1_440, answers: 0.08, answerBytes: 52 }),
      finds: 0,
    },
    {
      name: 'a large download',
      records: flooding(200_000, { protocol: 6, port: 443, bytes: 52, flags: 2, answers: 2, answerBytes: 1_440 }),
      finds: 0,
    },
    {
      name: 'a load test: whole requests, which are answered',
      records: flooding(400_000, { protocol: 6, port: 443, bytes: 180, flags: 3, answers: 0.9, answerBytes: 700 }),
      finds: 0,
    },
  ],
  UnusualProtocol: [
    { name: 'ICMP', records: flooding(400_000, { ...SHAPES.UnusualProtocol, protocol: 1 }), finds: 0 },
    { name: 'a tunnel of ESP', records: flooding(300_000, { ...SHAPES.UnusualProtocol, protocol: 50 }), finds: 0 },
  ],
}
