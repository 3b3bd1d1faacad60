import type { FindingTypeName } from '../../../model/catalogue/index.ts'
import { formatIpv4 } from '../../../std/ipv4.ts'
import type { Detector } from '../../detector.ts'
import { flowSignal, nameOf, networkConnectionAction } from '../../flow-action.ts'
import type { Connection, FlowSummary } from '../../flow-summary.ts'
import { type ThresholdRule, threshold } from '../../kit/threshold.ts'
import { type Item, variation, type WindowView } from '../../kit/window-items.ts'
import { received } from '../../records/flow-line.ts'
import { guessing, sharing } from '../../records/password-guesses.ts'
import type { Vector } from '../../vector.ts'

const MINUTE_MS = 60_000
const WINDOW_MS = 30 * MINUTE_MS
const CONNECTIONS_MIN = 30
const MANY_SOURCES_WINDOW_MS = 60 * MINUTE_MS
const MANY_SOURCES_CONNECTIONS_MIN = 100
const SOURCES_MIN = 5
/** A guess is short and small, and guesses are much alike. */
const BYTES_MAX = 16_384
const DURATION_MAX_MS = MINUTE_MS
const VARIATION_MAX = 0.5
/** Fewer packets than this are no session that got as far as a password. */
const PACKETS_MIN = 5
const HIGH = 8

interface Row {
  type: FindingTypeName
  service: string
  ports: readonly [number, ...number[]]
  vectors: readonly Vector[]
}

const GUESSER = '103.21.143.184'
const OTHER_GUESSER = '103.21.143.185'
const ADMINISTRATOR = '93.184.216.34'
const OTHER_PORT = 2222

const ROWS: readonly Row[] = [
  {
    type: 'UnauthorizedAccess:EC2/SSHBruteForce',
    service: 'SSH',
    ports: [22],
    vectors: [
      {
        name: 'Ansible: few and large',
        records: guessing('in', ADMINISTRATOR, 22, { count: 12, every: 150, bytes: 300_000, packets: 600 }),
        finds: 0,
      },
    ],
  },
  {
    type: 'UnauthorizedAccess:EC2/RDPBruteForce',
    service: 'RDP',
    ports: [3389],
    vectors: [
      {
        name: 'a list of 256 passwords in a quarter of an hour',
        records: guessing('in', OTHER_GUESSER, 3389, { count: 256, every: 3 }),
        finds: 1,
        severity: 2,
        role: 'TARGET',
      },
      {
        name: 'an administrator reconnects a few times',
        records: guessing('in', ADMINISTRATOR, 3389, { count: 6, every: 240, bytes: 20_000_000, packets: 30_000 }),
        finds: 0,
      },
    ],
  },
  {
    type: 'Impact:EC2/WinRMBruteForce',
    service: 'WinRM',
    ports: [5985, 5986],
    vectors: [
      {
        name: 'guesses over plain and encrypted WinRM add up',
        records: [5985, 5986].flatMap((port) => guessing('in', OTHER_GUESSER, port, { count: 16, every: 10 })),
        finds: 1,
        severity: 2,
        role: 'TARGET',
      },
      {
        name: 'Ansible over WinRM: forty large connections',
        records: guessing('in', ADMINISTRATOR, 5985, { count: 40, every: 40, bytes: 200_000, packets: 400 }),
        finds: 0,
      },
    ],
  },
]

/**
 * Many short connections of one pair to a service that asks for a password, alike in size, within half an hour; or to one
 * target from several sources within an hour. An instance that is guessed at is the target, one that guesses is the
 * actor. Refused connections do not count.
 * Misses: servers on other ports, guesses slower than one a minute, several guesses in one connection.
 */
export default ROWS.flatMap((row) => [onePair(row), manySources(row)])

function onePair(row: Row): Detector {
  return bruteForce(row, {
    key: (flow) => `${nameOf(flow.subject)} ${flow.remoteAddress} ${flow.direction}`,
    windowMs: WINDOW_MS,
    exceeds: (window) => guesses(window).length >= CONNECTIONS_MIN && areAlike(window),
    vectors: [...pairVectors(row.ports[0]), ...row.vectors],
  })
}

function manySources(row: Row): Detector {
  const [port] = row.ports
  return bruteForce(row, {
    when: (flow) => flow.direction === 'INBOUND',
    key: (flow) => nameOf(flow.subject),
    windowMs: MANY_SOURCES_WINDOW_MS,
    exceeds: (window) => {
      const found = guesses(window)
      const sources = new Set(found.map((item) => item.group))
      return found.length >= MANY_SOURCES_CONNECTIONS_MIN && sources.size >= SOURCES_MIN && areAlike(window)
    },
    vectors: [
      {
        name: 'ten sources, twelve guesses each',
        records: sharing(port, 10, 12),
        finds: 1,
        severity: 2,
        role: 'TARGET',
      },
      { name: 'ten sources, nine guesses each', records: sharing(port, 10, 9), finds: 0 },
      { name: 'four sources, below the limit of one pair', records: sharing(port, 4, 26), finds: 0 },
    ],
  })
}

type Rule = Pick<ThresholdRule<'flow'>, 'when' | 'key' | 'windowMs' | 'exceeds' | 'vectors'>

function bruteForce({ type, service, ports }: Row, rule: Rule): Detector {
  return threshold({
    ...rule,
    type,
    on: 'flow',
    select: ports.map((port) => `connections:${port}` as const),
    items: (flow) =>
      flow.connections.filter((connection) => connection.accepted).map((connection) => itemOf(flow, connection)),
    signal: (flow, window) => {
      const found = guesses(window)
      const inbound = flow.direction === 'INBOUND'
      const remote = formatIpv4(flow.remoteAddress)
      const local = flow.subject.instanceId ?? flow.subject.interfaceId
      return {
        ...flowSignal(flow),
        first: found[0].first,
        last: Math.max(...found.map((item) => item.last)),
        action: networkConnectionAction(flow),
        role: inbound ? 'TARGET' : 'ACTOR',
        ...(inbound ? {} : { severity: HIGH }),
        facts: inbound ? { actor: remote, target: local } : { actor: local, target: remote },
        reason: `${found.length} short ${service} connections within ${rule.windowMs / MINUTE_MS} minutes, alike in size`,
      }
    },
  })
}

function itemOf(flow: FlowSummary, connection: Connection): Item {
  const servicePort = flow.direction === 'INBOUND' ? flow.localPort : flow.remotePort
  return {
    value: `${flow.remoteAddress} ${servicePort} ${connection.ephemeralPort}`,
    first: connection.first,
    last: connection.last,
    measure: connection.bytes,
    good: connection.packets >= PACKETS_MIN,
    group: flow.remoteAddress,
  }
}

function guesses(window: WindowView): Item[] {
  return window.items.filter(
    (item) => item.good && item.measure <= BYTES_MAX && item.last - item.first <= DURATION_MAX_MS,
  )
}

function areAlike(window: WindowView): boolean {
  return variation({ ...window, items: guesses(window) }) <= VARIATION_MAX
}

function pairVectors(port: number): Vector[] {
  const many = { count: 120, every: 5 }
  const tried = Array.from({ length: 500 }, (_, i) => i)
  const lone = { flags: 2, packets: 1, bytes: 60 }
  return [
    {
      name: 'guessed at from the internet',
      records: guessing('in', GUESSER, port, many),
      finds: 1,
      severity: 2,
      role: 'TARGET',
    },
    {
      name: 'the instance guesses',
      records: guessing('out', '10.0.2.5', port, many),
      finds: 1,
      severity: 8,
      role: 'ACTOR',
    },
    { name: 'just under the limit', records: guessing('in', GUESSER, port, { count: 29, every: 5 }), finds: 0 },
    { name: 'slower than one a minute', records: guessing('in', GUESSER, port, { count: 40, every: 65 }), finds: 0 },
    { name: 'on another port', records: guessing('in', GUESSER, OTHER_PORT, many), finds: 0 },
    {
      name: 'rejected by the security group',
      records: tried.map((i) => received(port, GUESSER, 40_000 + i, { at: i, action: 'REJECT', ...lone })),
      finds: 0,
    },
    {
      name: 'half-open probes never reach a password',
      records: tried.map((i) => received(port, GUESSER, 40_000 + i, { at: i, ...lone })),
      finds: 0,
    },
    {
      name: 'an address that is trusted',
      records: guessing('in', GUESSER, port, many),
      lists: { TRUSTED_IP: [GUESSER] },
      finds: 0,
    },
  ]
}
