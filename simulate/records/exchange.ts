import type { Interface } from '../organisation/networks.ts'
import type { Flow } from './flow-line.ts'
import type { LogRecord } from './log-record.ts'

/** A host whose interfaces are in no VPC of the organisation. */
export interface Outside {
  address: string
  /** `S3`, `EC2` or `AMAZON`, when the address is AWS's own. */
  awsService?: string
}

export interface Side {
  packets: number
  bytes: number
}

/** A conversation between two hosts, of which at least one has an interface whose flows are logged. */
export interface Exchange {
  opener: Interface | Outside
  responder: Interface | Outside
  openerPort: number
  responderPort: number
  /** 6 TCP unless told otherwise. */
  protocol?: number
  /** Epoch milliseconds. */
  start: number
  seconds: number
  sent: Side
  /** Absent when nothing came back. */
  received?: Side
  /** `refused`: answered by a reset. `rejected`: dropped by the security group of the responder. `partial`: neither opened nor closed here. */
  outcome?: 'complete' | 'refused' | 'rejected' | 'partial'
}

export const TCP = 6
export const UDP = 17

/** Seconds after which a flow log writes what it has aggregated. */
const AGGREGATION_SECONDS = 60

const SYN = 2
const SYN_ACK = 18
const FIN = 1
const RST = 4

/** What every interface on the way logs of an exchange: opener, NAT gateway, responder; both directions; a minute a record. */
export function exchange(of: Exchange): LogRecord[] {
  const forward = direction(of, true, of.sent)
  return of.received === undefined ? forward : [...forward, ...direction(of, false, of.received)]
}

function direction(of: Exchange, forward: boolean, side: Side): LogRecord[] {
  const records: LogRecord[] = []
  const seconds = Math.max(1, of.seconds)
  const pieces = Math.min(side.packets, Math.ceil(seconds / AGGREGATION_SECONDS))
  const opened = Math.floor(of.start / 1_000)
  for (let piece = 0; piece < pieces; piece += 1) {
    const start = opened + piece * AGGREGATION_SECONDS
    const end = Math.min(opened + seconds, start + AGGREGATION_SECONDS - 1)
    const share = shareOf(side, piece, pieces)
    records.push(...hops({ of, start, end, first: piece === 0, last: piece === pieces - 1, forward, ...share }))
  }
  return records
}

interface Step extends Side {
  of: Exchange
  start: number
  end: number
  first: boolean
  last: boolean
  /** From opener to responder. */
  forward: boolean
}

/** A piece's packets, and of the bytes as much as its packets are of all. */
function shareOf({ packets, bytes }: Side, piece: number, pieces: number): Side {
  const packetsUpTo = (n: number) => Math.floor((packets * n) / pieces)
  const bytesUpTo = (n: number) => Math.floor((bytes * packetsUpTo(n)) / packets)
  return { packets: packetsUpTo(piece + 1) - packetsUpTo(piece), bytes: bytesUpTo(piece + 1) - bytesUpTo(piece) }
}

function hops(step: Step): LogRecord[] {
  const { opener, responder } = step.of
  const [from, to] = step.forward ? [opener, responder] : [responder, opener]
  const records: LogRecord[] = []
  if (isInterface(from)) records.push(record(step, from, 'egress', addressOf(from), addressOf(to)))
  const inside = isInterface(opener) && !isInterface(responder) ? opener : undefined
  if (inside?.gateway !== undefined && !isInterface(responder))
    records.push(...translated(step, inside, inside.gateway, responder.address))
  if (isInterface(to)) records.push(record(step, to, 'ingress', addressOf(from), addressOf(to)))
  return records
}

/** The NAT gateway sees each packet twice: towards the instance, and towards the internet under its own address. */
function translated(step: Step, inside: Interface, gateway: Interface, remote: string): LogRecord[] {
  const { privateAddress: own } = gateway
  if (step.forward) {
    return [
      record(step, gateway, 'ingress', inside.privateAddress, own, inside.privateAddress, remote),
      record(step, gateway, 'egress', own, remote),
    ]
  }
  return [
    record(step, gateway, 'ingress', remote, own),
    record(step, gateway, 'egress', own, inside.privateAddress, remote, inside.privateAddress),
  ]
}

function record(
  step: Step,
  at: Interface,
  flowDirection: Flow['flowDirection'],
  srcaddr: string,
  dstaddr: string,
  pktSrcaddr = srcaddr,
  pktDstaddr = dstaddr,
): LogRecord {
  const { of } = step
  const [srcport, dstport] = step.forward ? [of.openerPort, of.responderPort] : [of.responderPort, of.openerPort]
  const internet = !isPrivate(dstaddr)
  const [fromService, toService] = [of.opener, of.responder].map((host) =>
    isInterface(host) ? undefined : host.awsService,
  )
  const [pktSrcAwsService, pktDstAwsService] = step.forward ? [fromService, toService] : [toService, fromService]
  const flow: Flow = {
    accountId: at.accountId,
    interfaceId: at.interfaceId,
    srcaddr,
    dstaddr,
    srcport,
    dstport,
    protocol: of.protocol ?? TCP,
    packets: step.packets,
    bytes: step.bytes,
    start: step.start,
    end: step.end,
    action: of.outcome === 'rejected' ? 'REJECT' : 'ACCEPT',
    vpcId: at.vpcId,
    subnetId: at.subnetId,
    tcpFlags: (of.protocol ?? TCP) === TCP ? flagsOf(step) : 0,
    pktSrcaddr,
    pktDstaddr,
    region: at.region,
    azId: at.azId,
    flowDirection,
    ...(at.instanceId === undefined ? {} : { instanceId: at.instanceId }),
    ...(flowDirection === 'egress' ? { trafficPath: internet ? 8 : 1 } : {}),
    ...(pktSrcAwsService === undefined ? {} : { pktSrcAwsService }),
    ...(pktDstAwsService === undefined ? {} : { pktDstAwsService }),
  }
  return { source: 'flow', time: step.start * 1_000, accountId: at.accountId, region: at.region, flow }
}

function flagsOf({ of, forward, first, last }: Step): number {
  if (of.outcome === 'refused') return forward ? SYN : RST
  if (of.outcome === 'rejected') return SYN
  if (of.outcome === 'partial') return 0
  return (first ? (forward ? SYN : SYN_ACK) : 0) | (last ? FIN : 0)
}

function isInterface(host: Interface | Outside): host is Interface {
  return 'interfaceId' in host
}

/** An interface's records show its private address, whichever address the other side used. */
function addressOf(host: Interface | Outside): string {
  return isInterface(host) ? host.privateAddress : host.address
}

function isPrivate(address: string): boolean {
  return address.startsWith('10.')
}
