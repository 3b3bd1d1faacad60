import { formatIpv4 } from '../../../std/ipv4.ts'
import type { Detector } from '../../detector.ts'
import { flowSignal, nameOf, networkConnectionAction } from '../../flow-action.ts'
import type { Connection, FlowSummary } from '../../flow-summary.ts'
import { type ThresholdRule, threshold } from '../../kit/threshold.ts'
import { type Item, variation, type WindowView } from '../../kit/window-items.ts'
import { answered, opened, received } from '../../records/flow-line.ts'
import type { FlowLine } from '../../vector.ts'

const SSH = 22
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

const GUESSER = '103.21.143.184'

/**
 * Many short SSH connections of one pair, alike in size, within half an hour; or of one target by several sources within
 * an hour. An instance that is guessed at is the target, one that guesses is the actor. Refused connections do not count.
 * Misses: servers on other ports, guesses slower than one a minute.
 */
export default [
  bruteForce({
    select: [`connections:${SSH}`],
    key: (flow) => `${nameOf(flow.subject)} ${flow.remoteAddress} ${flow.direction}`,
    windowMs: WINDOW_MS,
    exceeds: (window) => guesses(window).length >= CONNECTIONS_MIN && variation(viewOfGuesses(window)) <= VARIATION_MAX,
    vectors: [
      { name: 'guessed at from the internet', records: guessing('in', 120, 5), finds: 1, severity: 2, role: 'TARGET' },
      { name: 'the instance guesses', records: guessing('out', 120, 5), finds: 1, severity: 8, role: 'ACTOR' },
      { name: 'just under the limit', records: guessing('in', 29, 5), finds: 0 },
      { name: 'Ansible: few and large', records: guessing('in', 12, 150, { bytes: 150_000, packets: 300 }), finds: 0 },
      { name: 'on another port', records: guessing('in', 120, 5, {}, 2222), finds: 0 },
      {
        name: 'rejected by the security group',
        records: attempts(500).map((i) =>
          received(SSH, GUESSER, 40_000 + i, { at: i, action: 'REJECT', flags: 2, packets: 1, bytes: 60 }),
        ),
        finds: 0,
      },
      {
        name: 'half-open probes never reach a password',
        records: attempts(120).map((i) =>
          received(SSH, GUESSER, 40_000 + i, { at: i, flags: 2, packets: 1, bytes: 60 }),
        ),
        finds: 0,
      },
    ],
  }),
  bruteForce({
    select: [`connections:${SSH}`],
    when: (flow) => flow.direction === 'INBOUND',
    key: (flow) => nameOf(flow.subject),
    windowMs: MANY_SOURCES_WINDOW_MS,
    exceeds: (window) => {
      const found = guesses(window)
      return (
        found.length >= MANY_SOURCES_CONNECTIONS_MIN &&
        new Set(found.map((item) => item.group)).size >= SOURCES_MIN &&
        variation(viewOfGuesses(window)) <= VARIATION_MAX
      )
    },
    vectors: [
      { name: 'ten sources, twelve guesses each', records: manySources(10, 12), finds: 1, severity: 2, role: 'TARGET' },
      { name: 'ten sources, nine guesses each', records: manySources(10, 9), finds: 0 },
      { name: 'four sources, below the limit of one pair', records: manySources(4, 26), finds: 0 },
    ],
  }),
]

type Rule = Pick<ThresholdRule<'flow'>, 'select' | 'when' | 'key' | 'windowMs' | 'exceeds' | 'vectors'>

function bruteForce(rule: Rule): Detector {
  return threshold({
    ...rule,
    type: 'UnauthorizedAccess:EC2/SSHBruteForce',
    on: 'flow',
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
        reason: `${found.length} short SSH connections within ${rule.windowMs / MINUTE_MS} minutes, alike in size`,
      }
    },
  })
}

function itemOf(flow: FlowSummary, connection: Connection): Item {
  return {
    value: `${flow.remoteAddress} ${connection.ephemeralPort}`,
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

function viewOfGuesses(window: WindowView): WindowView {
  return { ...window, items: guesses(window) }
}

function attempts(count: number): number[] {
  return Array.from({ length: count }, (_, i) => i)
}

/** `count` connections, one every `every` seconds. */
function guessing(
  way: 'in' | 'out',
  count: number,
  every: number,
  size: { bytes?: number; packets?: number } = {},
  port = SSH,
): FlowLine[] {
  return attempts(count).flatMap((i) => {
    const options = { at: i * every, seconds: 3, packets: 14, bytes: 2_000 + (i % 5) * 40, ...size }
    return way === 'in' ? answered(port, GUESSER, 40_000 + i, options) : opened(40_000 + i, '10.0.2.5', port, options)
  })
}

function manySources(sources: number, each: number): FlowLine[] {
  return attempts(sources).flatMap((source) =>
    attempts(each).flatMap((i) =>
      answered(SSH, `103.21.143.${10 + source}`, 40_000 + i, { at: i * 60, seconds: 3, packets: 14, bytes: 2_100 }),
    ),
  )
}
