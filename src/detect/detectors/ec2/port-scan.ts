import { TCP } from '../../../model/ip-protocol.ts'
import { formatIpv4 } from '../../../std/ipv4.ts'
import { flowSignal, nameOf, networkConnectionAction } from '../../flow-action.ts'
import { threshold } from '../../kit/threshold.ts'
import { failedShare, type WindowView } from '../../kit/window-items.ts'
import { opened, received, sent } from '../../records/flow-line.ts'
import type { FlowLine } from '../../vector.ts'

const MINUTE_MS = 60_000
const WINDOW_MS = 5 * MINUTE_MS
const PORTS_MIN = 50
const SLOW_WINDOW_MS = 60 * MINUTE_MS
const SLOW_PORTS_MIN = 500
const FAILED_SHARE_MIN = 0.5
const PORTS_SHOWN = 20
/** Minutes with fewer ports than this on one host do not add up to a scan, and are most of all traffic. */
const PORTS_A_MINUTE_MIN = 4

/**
 * An instance tries many ports of one host, and most do not answer: 50 ports in five minutes or 500 in an hour, half of
 * them failed. Private hosts count. A port fails when it is rejected, refused, or silent for a minute after.
 * Misses: slower scans, scans spread over many sources, UDP scans.
 */
export default threshold({
  type: 'Recon:EC2/Portscan',
  on: 'flow',
  select: [`tries:${PORTS_A_MINUTE_MIN}`],
  when: (flow) => flow.protocol === TCP,
  key: (flow) => `${nameOf(flow.subject)} ${flow.remoteAddress}`,
  items: (flow) => [{ value: flow.remotePort, first: flow.first, last: flow.last, measure: 0, good: flow.answered }],
  windowMs: SLOW_WINDOW_MS,
  settleMs: MINUTE_MS,
  exceeds: (window) => isScan(window.within(WINDOW_MS), PORTS_MIN) || isScan(window, SLOW_PORTS_MIN),
  signal: (flow, window) => {
    const fast = window.within(WINDOW_MS)
    const scan = isScan(fast, PORTS_MIN) ? fast : window
    const ports = scan.items.map((item) => Number(item.value))
    return {
      ...flowSignal(flow),
      first: scan.items[0].first,
      last: Math.max(...scan.items.map((item) => item.last)),
      action: networkConnectionAction(flow),
      additionalInfo: { portsScannedSample: ports.slice(0, PORTS_SHOWN) },
      facts: { portsScannedSample: ports.slice(0, PORTS_SHOWN).join(', ') },
      reason: `${ports.length} ports of ${formatIpv4(flow.remoteAddress)} were tried, ${Math.round(failedShare(scan) * 100)} % of them without an answer`,
    }
  },
  vectors: [
    {
      name: 'nmap on an internal host, nearly all refused',
      records: scan(1_000, 5),
      finds: 1,
      severity: 5,
      role: 'ACTOR',
    },
    {
      name: 'silent ports of a public host',
      records: ports(60).map((port) => attempt('93.184.216.34', port)),
      finds: 1,
    },
    { name: 'just under the limit', records: scan(49, 0), finds: 0 },
    { name: 'sixty ports that all answer', records: scan(60, 60), finds: 0 },
    { name: 'sixty hosts on one port', records: ports(60).map((host) => attempt(`10.0.3.${host}`, 445)), finds: 0 },
    {
      name: 'sixty ports in an hour',
      records: ports(60).map((port) => attempt('10.0.2.5', port, port * 60)),
      finds: 0,
    },
  ],
})

function isScan(window: WindowView, portsMin: number): boolean {
  return window.items.length >= portsMin && failedShare(window) >= FAILED_SHARE_MIN
}

function ports(count: number): number[] {
  return Array.from({ length: count }, (_, i) => i + 1)
}

function attempt(host: string, port: number, at = 0): FlowLine {
  return sent(41_000, host, port, { at, seconds: 1, flags: 2, packets: 1, bytes: 60 })
}

/** A scan of `count` ports, of which the first `open` answer and the rest refuse; the flows' summary is of one minute. */
function scan(count: number, open: number): FlowLine[] {
  const host = '10.0.2.5'
  return ports(count).flatMap((port) =>
    port <= open
      ? opened(41_000, host, port, { seconds: 1 })
      : [attempt(host, port), received(41_000, host, port, { seconds: 1, flags: 4, packets: 1, bytes: 40 })],
  )
}
