import { flowSignal, nameOf, networkConnectionAction } from '../../flow-action.ts'
import { threshold } from '../../kit/threshold.ts'
import { failedShare, type WindowView } from '../../kit/window-items.ts'
import { opened, received, sent } from '../../records/flow-line.ts'
import type { FlowLine } from '../../vector.ts'

const MINUTE_MS = 60_000
const WINDOW_MS = 10 * MINUTE_MS
const HOSTS_MIN = 100
const FAILED_SHARE_MIN = 0.6
/** Crawlers, resolvers and clocks call many hosts, some of which are gone. */
const BUSY_PORTS = new Set([53, 80, 123, 443])
const BUSY_HOSTS_MIN = 250
const BUSY_FAILED_SHARE_MIN = 0.9
/** What finds out whether a port is open, and no more. */
const PROBE_PACKETS_MAX = 3
/** Peers that file sharing asks at its usual ports are mostly gone. */
const isPeerPort = (port: number) => (port >= 6_881 && port <= 6_889) || port === 51_413

/**
 * An instance tries one port, TCP or UDP, on many public addresses, and most do not answer: 100 addresses in ten minutes
 * and 60 % of them failed; for ports 53, 80, 123 and 443, 250 and 90 %. An address fails when it rejects, refuses, or is
 * silent for a minute after.
 * Misses: slower sweeps, sweeps of private networks, of networks that mostly answer, and of file sharing's usual ports.
 */
export default threshold({
  type: 'Impact:EC2/PortSweep',
  on: 'flow',
  select: ['failing-contacts'],
  when: (flow) => !isPeerPort(flow.remotePort),
  key: (flow) => `${nameOf(flow.subject)} ${flow.protocol} ${flow.remotePort}`,
  items: (flow) => [
    {
      value: flow.remoteAddress,
      first: flow.first,
      last: flow.last,
      measure: flow.packetsSent,
      good: flow.answered,
      group: flow.remotePort,
    },
  ],
  windowMs: WINDOW_MS,
  settleMs: MINUTE_MS,
  exceeds: isSweep,
  signal: (flow, window) => ({
    ...flowSignal(flow),
    first: window.items[0].first,
    last: Math.max(...window.items.map((item) => item.last)),
    action: networkConnectionAction(flow),
    additionalInfo: { scannedPort: flow.remotePort, additionalScannedPorts: [] },
    facts: { remotePort: String(flow.remotePort) },
    reason: `${window.items.length} public addresses were tried on port ${flow.remotePort} within ten minutes, ${Math.round(failedShare(window) * 100)} % of them without an answer`,
  }),
  vectors: [
    {
      name: 'port 445 of 1,500 addresses, of which 45 answer',
      records: sweep(445, 1_500, 45),
      finds: 1,
      severity: 8,
      role: 'ACTOR',
    },
    { name: 'a web port of 300 addresses, nearly all silent', records: sweep(80, 300, 10), finds: 1 },
    { name: 'UDP, without an answer', records: sweep(161, 120, 0, { protocol: 17, flags: 0 }), finds: 1 },
    { name: 'stopped by the network ACL', records: sweep(22, 120, 0, { action: 'REJECT' }), finds: 1 },
    { name: 'a crawler: 400 addresses, of which eight are gone', records: sweep(443, 400, 392), finds: 0 },
    { name: 'a web port of 240 addresses', records: sweep(443, 240, 0), finds: 0 },
    { name: '99 addresses', records: sweep(445, 99, 0), finds: 0 },
    { name: 'half of them answer', records: sweep(25, 200, 100), finds: 0 },
    { name: 'a hundred addresses in an hour', records: sweep(445, 100, 0, {}, 36), finds: 0 },
    { name: 'private addresses', records: sweep(445, 1_500, 0, {}, 0.1, '10.9'), finds: 0 },
    { name: 'one dead host, asked again and again', records: again(400), finds: 0 },
    { name: 'file sharing looks for its peers', records: sweep(6_881, 400, 40, { protocol: 17, flags: 0 }), finds: 0 },
    {
      name: 'addresses that are trusted',
      records: sweep(445, 300, 0),
      lists: { TRUSTED_IP: ['93.184.0.0/16'] },
      finds: 0,
    },
  ],
})

function isSweep(window: WindowView): boolean {
  const busy = BUSY_PORTS.has(Number(window.items[0]?.group))
  const probes = window.items.filter((item) => !item.good || item.measure <= PROBE_PACKETS_MAX)
  if (probes.length < (busy ? BUSY_HOSTS_MIN : HOSTS_MIN)) return false
  return failedShare(window) >= (busy ? BUSY_FAILED_SHARE_MIN : FAILED_SHARE_MIN)
}

type Options = Parameters<typeof sent>[3]

/** One port of `count` addresses, of which `open`, evenly among them, answer. */
function sweep(port: number, count: number, open: number, options: Options = {}, seconds = 0.1, network = '93.184') {
  return Array.from({ length: count }, (_, i): FlowLine[] => {
    const host = `${network}.${i >>> 8}.${i & 255}`
    const at = Math.floor(i * seconds)
    const isOpen = Math.floor(((i + 1) * open) / count) > Math.floor((i * open) / count)
    const probe = { flags: 2, packets: 1, bytes: 44, seconds: 1, ...options, at }
    if (!isOpen) return [sent(41_000, host, port, probe)]
    if (options.protocol === 17) return [sent(41_000, host, port, probe), received(41_000, host, port, probe)]
    return opened(41_000, host, port, { at, seconds: 1 })
  }).flat()
}

function again(times: number): FlowLine[] {
  return Array.from({ length: times }, (_, i) =>
    sent(41_000 + i, '93.184.216.34', 445, { at: i, flags: 2, packets: 1, bytes: 60, seconds: 1 }),
  )
}
