import type { FlowSubject } from '../normalize/event.ts'
import { LOCAL_INITIATED, REMOTE_INITIATED } from './flow-conversation.ts'
import {
  bytesReceived,
  bytesSent,
  FIRST_SECOND,
  FLAGS,
  LAST_SECOND,
  LOCAL,
  META,
  PACKETS_RECEIVED,
  PACKETS_SENT,
  PORTS,
  RECEIVED_ACCEPTED,
  RECEIVED_REJECTED,
  REMOTE,
  SENT_ACCEPTED,
  SENT_REJECTED,
  SHOWN_EPHEMERAL_PORT,
  TCP_FLAGS_KNOWN,
} from './flow-rows.ts'

const TCP = 6
const SYN_ACK = 18
const RST = 4
/** IP and TCP headers without options: what a refusal measures; an accepted connection's answer carries options. */
const BARE_SEGMENT_BYTES = 40

/** One connection of a summary that tells them apart. */
export interface Connection {
  ephemeralPort: number
  packets: number
  bytes: number
  /** Epoch milliseconds. */
  first: number
  last: number
  accepted: boolean
}

/**
 * What one interface said to one remote address on one service port within one minute: all their flow records of that
 * minute. Counts are of packets and bytes as the interface saw them.
 */
export interface FlowSummary {
  source: 'flow'
  /** Epoch milliseconds of the first and the last record. */
  first: number
  last: number
  subject: FlowSubject
  localAddress: number
  remoteAddress: number
  direction: 'OUTBOUND' | 'INBOUND' | 'UNKNOWN'
  protocol: number
  localPort: number
  remotePort: number
  packetsSent: number
  packetsReceived: number
  bytesSent: number
  bytesReceived: number
  accepted: boolean
  rejected: boolean
  /** The side that was called answered with more than a refusal. */
  answered: boolean
  /** How many service ports the interface tried on this remote address in this minute. */
  portsTried: number
  /** How many packets the interface sent to this remote address in this minute, over all services. */
  pairPacketsSent: number
  /** The interface's contacts with public addresses on this port mostly fail of late; this one failed or did not. */
  contactsFail: boolean
  /** Filled when the service port is one whose connections are told apart (see `Screen`). */
  connections: Connection[]
}

/** Makes a summary of rows [from, to) that differ in their ephemeral port only. */
export function summaryOf(
  words: Uint32Array,
  doubles: Float64Array,
  rows: readonly number[],
  subject: FlowSubject,
): FlowSummary {
  const at = rows[0]
  const initiator = (words[at + META] >>> 8) & 3
  const servicePort = words[at + PORTS] >>> 16
  const summary: FlowSummary = {
    source: 'flow',
    first: Number.MAX_SAFE_INTEGER,
    last: 0,
    subject,
    localAddress: words[at + LOCAL],
    remoteAddress: words[at + REMOTE],
    direction: initiator === LOCAL_INITIATED ? 'OUTBOUND' : initiator === REMOTE_INITIATED ? 'INBOUND' : 'UNKNOWN',
    protocol: words[at + META] & 0xff,
    localPort: servicePort,
    remotePort: servicePort,
    packetsSent: 0,
    packetsReceived: 0,
    bytesSent: 0,
    bytesReceived: 0,
    accepted: false,
    rejected: false,
    answered: false,
    portsTried: 0,
    pairPacketsSent: 0,
    contactsFail: false,
    connections: [],
  }
  let flags = 0
  let shown = 0xffffffff
  for (const row of rows) {
    summary.first = Math.min(summary.first, words[row + FIRST_SECOND] * 1000)
    summary.last = Math.max(summary.last, words[row + LAST_SECOND] * 1000)
    summary.packetsSent += words[row + PACKETS_SENT]
    summary.packetsReceived += words[row + PACKETS_RECEIVED]
    summary.bytesSent += bytesSent(doubles, row)
    summary.bytesReceived += bytesReceived(doubles, row)
    flags |= words[row + FLAGS]
    shown = Math.min(shown, words[row + SHOWN_EPHEMERAL_PORT])
    const ephemeralPort = words[row + PORTS] & 0xffff
    if (initiator !== 0 && ephemeralPort !== 0)
      summary.connections.push(connectionOf(words, doubles, row, ephemeralPort))
  }
  if (initiator === LOCAL_INITIATED) summary.localPort = shown
  else if (initiator === REMOTE_INITIATED) summary.remotePort = shown
  else summary.remotePort = words[at + PORTS] & 0xffff
  summary.accepted = (flags & (SENT_ACCEPTED | RECEIVED_ACCEPTED)) !== 0
  summary.rejected = (flags & (SENT_REJECTED | RECEIVED_REJECTED)) !== 0
  summary.answered = answered(summary, flags)
  return summary
}

function connectionOf(words: Uint32Array, doubles: Float64Array, row: number, ephemeralPort: number): Connection {
  return {
    ephemeralPort,
    packets: words[row + PACKETS_SENT] + words[row + PACKETS_RECEIVED],
    bytes: bytesSent(doubles, row) + bytesReceived(doubles, row),
    first: words[row + FIRST_SECOND] * 1000,
    last: words[row + LAST_SECOND] * 1000,
    accepted: (words[row + FLAGS] & (SENT_ACCEPTED | RECEIVED_ACCEPTED)) !== 0,
  }
}

function answered(summary: FlowSummary, flags: number): boolean {
  const called = summary.direction === 'INBOUND'
  const packets = called ? summary.packetsSent : summary.packetsReceived
  const bytes = called ? summary.bytesSent : summary.bytesReceived
  if (packets === 0 || (flags & (called ? SENT_ACCEPTED : RECEIVED_ACCEPTED)) === 0) return false
  if (summary.protocol !== TCP) return true
  const answer = called ? flags & 0xff : (flags >>> 8) & 0xff
  return isMoreThanRefusal((flags & TCP_FLAGS_KNOWN) === 0 ? undefined : answer, packets, bytes)
}

/** Whether the called side answers, in the row at `at`, which the local side began. */
export function isAnsweredCall(words: Uint32Array, doubles: Float64Array, at: number): boolean {
  const packets = words[at + PACKETS_RECEIVED]
  const flags = words[at + FLAGS]
  if (packets === 0 || (flags & RECEIVED_ACCEPTED) === 0) return false
  if ((words[at + META] & 0xff) !== TCP) return true
  const answer = (flags & TCP_FLAGS_KNOWN) === 0 ? undefined : (flags >>> 8) & 0xff
  return isMoreThanRefusal(answer, packets, bytesReceived(doubles, at))
}

function isMoreThanRefusal(tcpFlags: number | undefined, packets: number, bytes: number): boolean {
  if (tcpFlags === undefined) return bytes > packets * BARE_SEGMENT_BYTES
  return (tcpFlags & SYN_ACK) === SYN_ACK || (tcpFlags & RST) === 0
}
