import type { FindingTypeName } from '../../../model/catalogue/index.ts'
import { isUnusualProtocol, TCP, UDP, unusualProtocolName } from '../../../model/ip-protocol.ts'
import type { JsonObject } from '../../../normalize/event.ts'
import { formatIpv4 } from '../../../std/ipv4.ts'
import type { Detector } from '../../detector.ts'
import { flowSignal, nameOf, networkConnectionAction } from '../../flow-action.ts'
import type { FlowSummary } from '../../flow-summary.ts'
import { rate } from '../../kit/rate.ts'
import type { RateView } from '../../kit/rate-minutes.ts'
import { CLASS_VECTORS, floodVectors } from '../../records/flood.ts'

const MINUTE_MS = 60_000
const WINDOW_MINUTES = 5
const PACKETS_MIN = 100_000
/** Minutes with fewer packets to one address do not add up to a flood, and are most of all traffic. */
const PACKETS_A_MINUTE_MIN = 1_000
/** Packets that come back, for each one sent. */
const ANSWERED_MAX = 0.2
const ALIKE_SHARE_MIN = 0.8
/** An IP and TCP header with options, and no data. */
const BARE_SEGMENT_BYTES_MAX = 60
/** TCP sends data only as far ahead as it is acknowledged: with as much, it is an upload. */
const ACKNOWLEDGED_MIN = 0.02
const USUAL_FACTOR = 10
const WELL_KNOWN_PORT_MAX = 1_023
const UDP_ON_TCP_PORTS = new Set([
  20, 21, 22, 23, 25, 110, 119, 143, 179, 465, 587, 636, 873, 990, 993, 995, 1433, 1521, 3306, 5432, 5900, 5985, 5986,
  6379, 8080, 8443, 9200, 27017,
])

type Class = 'Dns' | 'UdpOnTcpPorts' | 'Udp' | 'Tcp' | 'UnusualProtocol'

/** In this order; none for the protocols that networks carry in bulk. */
function classOf({ protocol, remotePort }: FlowSummary): Class | undefined {
  if (protocol === TCP || protocol === UDP) {
    if (remotePort === 53) return 'Dns'
    if (protocol === TCP) return 'Tcp'
    return UDP_ON_TCP_PORTS.has(remotePort) ? 'UdpOnTcpPorts' : 'Udp'
  }
  return isUnusualProtocol(protocol) ? 'UnusualProtocol' : undefined
}

/**
 * An instance sends 100,000 packets or more to one public address within five minutes, in the shape of a flood: at most one
 * packet in five is answered, or the packets carry nothing or are all of one size. What the address was sent on an earlier
 * day of the last fourteen, up to ten times as much, is usual.
 * Misses: floods spread over many victims or slower, of complete requests, answered ones of varying sizes, and
 * answered datagrams to ports above 1023, which are what voice and games send.
 */
export default (['Dns', 'UdpOnTcpPorts', 'Udp', 'Tcp', 'UnusualProtocol'] as const).map(flood)

function flood(its: Class): Detector {
  const type: FindingTypeName = `Backdoor:EC2/DenialOfService.${its}`
  return rate({
    type,
    on: 'flow',
    select: [`sends:${PACKETS_A_MINUTE_MIN}`],
    when: (flow) => classOf(flow) === its,
    key: (flow) => `${nameOf(flow.subject)} ${flow.remoteAddress}`,
    amounts: (flow) => ({
      first: flow.first,
      last: flow.last,
      amounts: [
        flow.packetsSent,
        flow.packetsReceived,
        flow.bytesSent,
        flow.bytesReceived,
        isAlike(flow, its) ? flow.packetsSent : 0,
        isUpload(flow) ? flow.packetsSent : 0,
      ],
    }),
    windowMinutes: WINDOW_MINUTES,
    settleMs: MINUTE_MS,
    exceeds: isFlood,
    signal: (flow, window) => ({
      ...flowSignal(flow),
      first: window.first,
      last: window.last,
      action: networkConnectionAction(flow),
      additionalInfo: floodInfo(flow, window, its),
      reason: `${window.sums[0]} packets were sent to ${formatIpv4(flow.remoteAddress)} within five minutes, and ${window.sums[1]} came back`,
    }),
    vectors: [...CLASS_VECTORS[its], ...floodVectors(its)],
  })
}

function isFlood({ sums: [out, back, , , alike, upload], usual }: RateView): boolean {
  if (out < PACKETS_MIN || (usual > 0 && out < USUAL_FACTOR * usual)) return false
  const isUnanswered = back <= ANSWERED_MAX * out && upload < ANSWERED_MAX * out
  return isUnanswered || alike >= ALIKE_SHARE_MIN * out
}

/**
 * Segments that carry nothing either way, as of connections that never come about; datagrams of one size, told by a total
 * that is a whole multiple of it.
 */
function isAlike(flow: FlowSummary, its: Class): boolean {
  if (flow.packetsSent === 0) return false
  if (flow.protocol === TCP) {
    return (
      flow.bytesSent <= BARE_SEGMENT_BYTES_MAX * flow.packetsSent &&
      flow.bytesReceived <= BARE_SEGMENT_BYTES_MAX * flow.packetsReceived
    )
  }
  if (flow.bytesSent % flow.packetsSent !== 0) return false
  return its !== 'Udp' || (flow.remotePort <= WELL_KNOWN_PORT_MAX && flow.bytesReceived <= flow.bytesSent)
}

function isUpload(flow: FlowSummary): boolean {
  if (flow.protocol !== TCP || !flow.answered) return false
  return (
    flow.bytesSent > BARE_SEGMENT_BYTES_MAX * flow.packetsSent &&
    flow.packetsReceived >= ACKNOWLEDGED_MIN * flow.packetsSent
  )
}

function floodInfo(flow: FlowSummary, { sums: [out, back, outBytes, inBytes] }: RateView, its: Class): JsonObject {
  return {
    inBytes: String(inBytes),
    outBytes: String(outBytes),
    packetsIn: String(back),
    packetsOut: String(out),
    averagePacketSizeIn: String(back === 0 ? 0 : Math.round(inBytes / back)),
    averagePacketSizeOut: String(Math.round(outBytes / out)),
    localPort: String(flow.localPort),
    ...(its === 'UnusualProtocol' ? { unusualProtocol: unusualProtocolName(flow.protocol) } : {}),
  }
}
