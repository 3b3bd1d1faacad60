import { ACCEPT, type FlowRecord, NO_TCP_FLAGS, REJECT, UNKNOWN_DIRECTION } from './event.ts'
import { nonDigitsIn, numberOf } from './flow-swar.ts'

/** Answered for a line that is written in another way than nearly all lines are; the record is in disorder then. */
export const NOT_PLAIN = -1

const SPACE = 32
const DOT = 46
const ZERO = 48
const PORT_MAX = 65_535
const PROTOCOL_MAX = 255
/** Digits of a number that fits 31 bits in any case. */
const DIGITS_MAX = 9
/** A time of ten digits is after 2001; below this, it is before 2038. */
const TIME_MAX = 2 ** 31
const THREE_BYTES = 0xffffff
const ACCE = wordOf('ACCE')
const EPT = wordOf('EPT ')
const REJE = wordOf('REJE')
const ECT = wordOf('ECT ')
const OK = wordOf('OK\n\0')

/**
 * Reads the fields of version 2 from `srcaddr`, which starts at `from`, to the end of the line into `record`, when all of
 * them are there, plain and in their ranges: IPv4 addresses, times of ten digits, a status of OK, one space between
 * values. Straight on without a table of columns, as most logs have this format. Answers where the next line starts.
 */
export function readVersion2Line(bytes: Uint8Array, view: DataView, from: number, record: FlowRecord): number {
  let at = from
  let source = 0
  let destination = 0
  for (let part = 0; part < 8; part++) {
    let octet = bytes[at] - ZERO
    if (octet >>> 0 > 9) return NOT_PLAIN
    let digit = bytes[++at] - ZERO
    if (digit >>> 0 <= 9) {
      if (octet === 0) return NOT_PLAIN
      octet = octet * 10 + digit
      digit = bytes[++at] - ZERO
      if (digit >>> 0 <= 9) {
        octet = octet * 10 + digit
        at++
        if (octet > 255) return NOT_PLAIN
      }
    }
    if (bytes[at++] !== ((part & 3) === 3 ? SPACE : DOT)) return NOT_PLAIN
    if (part === 4) {
      source = destination
      destination = 0
    }
    destination = (destination << 8) | octet
  }
  let start = at
  let sourcePort = 0
  for (let d = bytes[at] - ZERO; d >>> 0 <= 9; d = bytes[++at] - ZERO) sourcePort = (Math.imul(sourcePort, 10) + d) | 0
  if (at === start || at - start > DIGITS_MAX || sourcePort > PORT_MAX || bytes[at++] !== SPACE) return NOT_PLAIN
  start = at
  let destinationPort = 0
  for (let d = bytes[at] - ZERO; d >>> 0 <= 9; d = bytes[++at] - ZERO)
    destinationPort = (Math.imul(destinationPort, 10) + d) | 0
  if (at === start || at - start > DIGITS_MAX || destinationPort > PORT_MAX || bytes[at++] !== SPACE) return NOT_PLAIN
  start = at
  let protocol = 0
  for (let d = bytes[at] - ZERO; d >>> 0 <= 9; d = bytes[++at] - ZERO) protocol = (Math.imul(protocol, 10) + d) | 0
  if (at === start || at - start > DIGITS_MAX || protocol > PROTOCOL_MAX || bytes[at++] !== SPACE) return NOT_PLAIN
  start = at
  let packets = 0
  for (let d = bytes[at] - ZERO; d >>> 0 <= 9; d = bytes[++at] - ZERO) packets = (Math.imul(packets, 10) + d) | 0
  if (at === start || at - start > DIGITS_MAX || bytes[at++] !== SPACE) return NOT_PLAIN
  start = at
  let octets = 0
  for (let d = bytes[at] - ZERO; d >>> 0 <= 9; d = bytes[++at] - ZERO) octets = (Math.imul(octets, 10) + d) | 0
  if (at === start || at - start > DIGITS_MAX || bytes[at++] !== SPACE) return NOT_PLAIN
  const first = timeAt(view, at)
  if (first < 0) return NOT_PLAIN
  const last = timeAt(view, at + 11)
  if (last < first) return NOT_PLAIN
  const action = actionAt(view, at + 22)
  if (action === NOT_PLAIN) return NOT_PLAIN
  record.family = 4
  record.source = source >>> 0
  record.destination = destination >>> 0
  record.packetSource = source >>> 0
  record.packetDestination = destination >>> 0
  record.sourcePort = sourcePort
  record.destinationPort = destinationPort
  record.protocol = protocol
  record.packets = packets
  record.bytes = octets
  record.start = first
  record.end = last
  record.action = action
  record.tcpFlags = NO_TCP_FLAGS
  record.direction = UNKNOWN_DIRECTION
  return at + 32
}

/** The number of ten digits at `at` before a space, or `NOT_PLAIN`. */
function timeAt(view: DataView, at: number): number {
  const high = view.getInt32(at, true) ^ 0x30303030
  const middle = view.getInt32(at + 4, true) ^ 0x30303030
  const tens = view.getUint8(at + 8) - ZERO
  const ones = view.getUint8(at + 9) - ZERO
  if ((nonDigitsIn(high) | nonDigitsIn(middle)) !== 0 || tens >>> 0 > 9 || ones >>> 0 > 9) return NOT_PLAIN
  if (view.getUint8(at + 10) !== SPACE) return NOT_PLAIN
  const time = numberOf(high) * 1_000_000 + numberOf(middle) * 100 + tens * 10 + ones
  return time < TIME_MAX ? time : NOT_PLAIN
}

/** The action at `at`, when the status after it is OK and ends the line; else `NOT_PLAIN`. */
function actionAt(view: DataView, at: number): typeof ACCEPT | typeof REJECT | typeof NOT_PLAIN {
  if ((view.getInt32(at + 7, true) & THREE_BYTES) !== OK) return NOT_PLAIN
  const head = view.getInt32(at, true)
  const tail = view.getInt32(at + 3, true)
  if (head === ACCE && tail === EPT) return ACCEPT
  return head === REJE && tail === ECT ? REJECT : NOT_PLAIN
}

/** Four characters as `DataView` reads them. */
function wordOf(text: string): number {
  return Buffer.from(text, 'latin1').readInt32LE(0)
}
