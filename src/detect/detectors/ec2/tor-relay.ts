import type { Hit } from '../../../intel/indicators.ts'
import { TCP } from '../../../model/ip-protocol.ts'
import { type Context, hitsOf } from '../../detector.ts'
import { flowSignal, networkConnectionAction, trafficInfo } from '../../flow-action.ts'
import { instanceOf } from '../../flow-instance.ts'
import type { FlowSummary } from '../../flow-summary.ts'
import { intel } from '../../kit/intel.ts'
import { threshold } from '../../kit/threshold.ts'
import type { Item, WindowView } from '../../kit/window-items.ts'
import { describedInstance } from '../../records/described-instance.ts'
import { answered, opened, received } from '../../records/flow-line.ts'
import type { FlowLine, Vector } from '../../vector.ts'

const WINDOW_MS = 3_600_000
const CALLED_MIN = 5
/** Relays that call the same port of the instance. */
const CALLERS_MIN = 3
const CALLED = 'called'

const OR_PORT = 9001
const OWN_ADDRESS = '3.91.20.14'
const lists = { TOR_RELAY: [...numbers(12).map((i) => `${relay(i)}:${OR_PORT}`), `${OWN_ADDRESS}:${OR_PORT}`] }

/**
 * An instance is itself a relay of Tor: within an hour it has connections to five listed relays, at the ports where they
 * serve Tor, and three listed relays have connections to one port of it; or it talks with a relay and its own public
 * address is on the list. One finding an instance.
 * Misses: bridges, which are not published; relays with little traffic; own addresses that the inventory does not know.
 */
export default [
  threshold({
    type: 'UnauthorizedAccess:EC2/TorRelay',
    on: 'flow',
    select: ['remote:TOR_RELAY'],
    when: (flow, context) => isTalk(flow) && isRole(flow, context) && ownHits(flow, context).length === 0,
    key: (flow) => `${flow.subject.accountId} ${flow.subject.instanceId ?? flow.subject.interfaceId}`,
    items: (flow) => [itemOf(flow)],
    windowMs: WINDOW_MS,
    exceeds: (window) => relaysCalled(window) >= CALLED_MIN && callersOfOnePort(window) >= CALLERS_MIN,
    signal: (flow, window, context) => ({
      ...signalParts(flow),
      first: window.items[0].first,
      last: Math.max(...window.items.map((item) => item.last)),
      threats: hitsOf(context, 'TOR_RELAY', flow.remoteAddress),
      reason: `within an hour the instance called ${relaysCalled(window)} Tor relays, and ${callersOfOnePort(window)} called one port of it`,
    }),
    vectors: trafficVectors(),
  }),
  intel({
    type: 'UnauthorizedAccess:EC2/TorRelay',
    on: 'flow',
    category: 'TOR_RELAY',
    select: ['remote:TOR_RELAY'],
    when: isTalk,
    hits: ownHits,
    signal: (flow, [hit]) => ({
      ...signalParts(flow),
      reason: `the list ${hit.listName} has the instance's own address as ${hit.entry}, and it talks with a relay`,
    }),
    vectors: listedVectors(),
  }),
]

function isTalk({ protocol, accepted, answered }: FlowSummary): boolean {
  return protocol === TCP && accepted && answered
}

/** A relay is called, at the port where it serves Tor, or calls. */
function isRole({ direction, remoteAddress, remotePort }: FlowSummary, context: Context): boolean {
  if (direction === 'INBOUND') return true
  return direction === 'OUTBOUND' && hitsOf(context, 'TOR_RELAY', remoteAddress, remotePort).length > 0
}

/** Entries that have a public address of the instance itself. */
function ownHits(flow: FlowSummary, context: Context): Hit[] {
  const interfaces = instanceOf(flow, context.inventory)?.networkInterfaces ?? []
  return interfaces.flatMap(({ publicIp }) => (publicIp ? hitsOf(context, 'TOR_RELAY', publicIp) : []))
}

function itemOf({ direction, first, last, remoteAddress, remotePort, localPort }: FlowSummary): Item {
  const part = { first, last, measure: 0, good: true }
  return direction === 'OUTBOUND'
    ? { ...part, value: `${CALLED} ${remoteAddress} ${remotePort}`, group: CALLED }
    : { ...part, value: `${localPort} ${remoteAddress}`, group: localPort }
}

function relaysCalled({ items }: WindowView): number {
  return items.filter(({ group }) => group === CALLED).length
}

/** Relays that called the port of the instance that most of them called. */
function callersOfOnePort({ items }: WindowView): number {
  const callers = new Map<string | number, number>()
  for (const { group } of items) {
    if (group !== undefined && group !== CALLED) callers.set(group, (callers.get(group) ?? 0) + 1)
  }
  return Math.max(0, ...callers.values())
}

function signalParts(flow: FlowSummary) {
  return { ...flowSignal(flow), action: networkConnectionAction(flow), additionalInfo: trafficInfo(flow) }
}

function trafficVectors(): Vector[] {
  const vectors: Vector[] = [
    { name: 'calls twelve, six call', records: [...calls(12), ...callers(6)], finds: 1, severity: 8, role: 'TARGET' },
    { name: 'five within an hour, and three', records: [...calls(5), ...callers(3, { at: 3_000 })], finds: 1 },
    { name: 'a client: calls, and is not called', records: calls(12), finds: 0 },
    { name: 'a web server that is visited through Tor', records: callers(12, { port: 443 }), finds: 0 },
    { name: 'calls too few', records: [...calls(4), ...callers(6)], finds: 0 },
    { name: 'too few call', records: [...calls(12), ...callers(2)], finds: 0 },
    {
      name: 'calls other servers at the addresses of relays',
      records: [...calls(12, { port: 443 }), ...callers(6)],
      finds: 0,
    },
    {
      name: 'each calls another port',
      records: [...calls(12), ...numbers(6).flatMap((i) => answered(OR_PORT + i, relay(i), 50_000))],
      finds: 0,
    },
    { name: 'more than an hour apart', records: [...calls(12), ...callers(6, { at: 4_200 })], finds: 0 },
    {
      name: 'the security group lets no relay in',
      records: [
        ...calls(12),
        ...numbers(6).map((i) => received(OR_PORT, relay(i), 50_000, { action: 'REJECT', flags: 2, packets: 1 })),
      ],
      finds: 0,
    },
    {
      name: 'an instance whose own address is listed, which is told by that alone',
      records: [...calls(12), ...callers(6)],
      inventory: describedInstance({ publicIp: OWN_ADDRESS }),
      finds: 0,
    },
  ]
  return vectors.map((vector) => ({ lists, ...vector }))
}

function listedVectors(): Vector[] {
  const listed = describedInstance({ publicIp: OWN_ADDRESS })
  return [
    { name: 'its own address is listed', records: callers(1), lists, inventory: listed, finds: 1, severity: 8 },
    { name: 'it calls four relays: one finding', records: calls(4), lists, inventory: listed, finds: 1, count: 4 },
    {
      name: 'another address of its own',
      records: callers(1),
      lists,
      inventory: describedInstance({ publicIp: '3.91.20.15' }),
      finds: 0,
    },
    { name: 'nothing is known of the instance', records: callers(1), lists, finds: 0 },
    {
      name: 'it talks with no relay: the address may have been the relay of somebody before',
      records: answered(443, '93.184.216.34', 50_000),
      lists,
      inventory: listed,
      finds: 0,
    },
  ]
}

function numbers(count: number): number[] {
  return Array.from({ length: count }, (_, i) => i + 1)
}

function relay(number: number): string {
  return `185.220.101.${number}`
}

function calls(count: number, { at = 0, port = OR_PORT } = {}): FlowLine[] {
  return numbers(count).flatMap((i) => opened(40_000 + i, relay(i), port, { at }))
}

function callers(count: number, { at = 0, port = OR_PORT } = {}): FlowLine[] {
  return numbers(count).flatMap((i) => answered(port, relay(i), 50_000 + i, { at }))
}
