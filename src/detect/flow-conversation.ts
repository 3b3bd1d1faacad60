import { EGRESS, type FlowRecord, INGRESS, NO_TCP_FLAGS } from '../normalize/event.ts'

export const UNKNOWN_INITIATOR = 0
export const LOCAL_INITIATED = 1
export const REMOTE_INITIATED = 2
export type Initiator = typeof UNKNOWN_INITIATOR | typeof LOCAL_INITIATED | typeof REMOTE_INITIATED

const SYN = 2
const ACK = 16
const TCP = 6
const UDP = 17
/** Linux takes ephemeral ports from 32768 up, Windows and the IANA from 49152. */
const EPHEMERAL_PORT_MIN = 32_768
const WELL_KNOWN_PORT_MAX = 1_023
/** Registered ports that servers listen on and clients hardly ever take as ephemeral ones. */
const SERVER_PORTS = [
  1433, 1521, 2049, 2375, 2379, 3000, 3128, 3306, 3389, 4444, 5000, 5432, 5601, 5671, 5672, 5900, 5985, 5986, 6379,
  6443, 8000, 8080, 8081, 8088, 8443, 8888, 9000, 9042, 9090, 9092, 9200, 9300, 10250, 11211, 27017,
]
/** By port, how much it looks like one that a server listens on. */
const SERVER_LIKENESS = new Uint8Array(65_536)
SERVER_LIKENESS.fill(1, 0, EPHEMERAL_PORT_MIN)
for (const port of SERVER_PORTS) SERVER_LIKENESS[port] = 2
SERVER_LIKENESS.fill(3, 0, WELL_KNOWN_PORT_MAX + 1)

/**
 * The two sides of a flow record, as the interface sees them. One mutable object serves all records.
 * When the record itself does not tell which side is the interface's, `oriented` is false and the side with the lower
 * address stands as local until the interface's own address is known.
 */
export class Conversation {
  oriented = true
  local = 0
  remote = 0
  localPort = 0
  remotePort = 0
  /** Whether the record's packets go from local to remote. */
  outgoing = false
  initiator: Initiator = UNKNOWN_INITIATOR

  /** Reads an IPv4 record. The remote address is the packet's own, behind NAT and load balancers too. */
  read(record: FlowRecord): void {
    const { source, destination, sourcePort, destinationPort, direction } = record
    let outgoing = direction === EGRESS
    let oriented = true
    if (!outgoing && direction !== INGRESS) {
      outgoing = isPrivate4(source)
      if (outgoing === isPrivate4(destination)) {
        oriented = false
        outgoing = source <= destination
      }
    }
    this.oriented = oriented
    this.outgoing = outgoing
    if (outgoing) {
      this.local = source
      this.localPort = sourcePort
      this.remote = record.packetDestination
      this.remotePort = destinationPort
    } else {
      this.local = destination
      this.localPort = destinationPort
      this.remote = record.packetSource
      this.remotePort = sourcePort
    }
    this.initiator = initiatorOf(record, this)
  }
}

function initiatorOf({ protocol, tcpFlags }: FlowRecord, { outgoing, localPort, remotePort }: Conversation): Initiator {
  if (protocol === TCP) {
    if (tcpFlags === NO_TCP_FLAGS || (tcpFlags & SYN) === 0) return initiatorByPorts(localPort, remotePort)
    const senderInitiated = (tcpFlags & ACK) === 0
    return senderInitiated === outgoing ? LOCAL_INITIATED : REMOTE_INITIATED
  }
  if (protocol === UDP) return initiatorByPorts(localPort, remotePort)
  return outgoing ? LOCAL_INITIATED : REMOTE_INITIATED
}

/** Which side is the client, when no SYN tells: the one with the ephemeral port against a server's port. */
export function initiatorByPorts(localPort: number, remotePort: number): Initiator {
  const local = SERVER_LIKENESS[localPort]
  const remote = SERVER_LIKENESS[remotePort]
  if (local === remote) return UNKNOWN_INITIATOR
  return remote > local ? LOCAL_INITIATED : REMOTE_INITIATED
}

/** RFC 1918 and RFC 6598 (carrier-grade NAT, also used inside VPCs). */
export function isPrivate4(address: number): boolean {
  const top = address >>> 24
  if (top === 10) return true
  const top16 = address >>> 16
  return (top16 & 0xfff0) === 0xac10 || top16 === 0xc0a8 || (top16 & 0xffc0) === 0x6440
}
