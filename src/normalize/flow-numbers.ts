import { ACCEPT, EGRESS, type FlowRecord, INGRESS, NO_TCP_FLAGS, REJECT, UNKNOWN_DIRECTION } from './event.ts'
import type { FlowFault } from './flow-fault.ts'
import * as slot from './flow-line.ts'
import { ABSENT } from './flow-number.ts'
import { ABSENT_WORD, ACCEPT_WORD, EGRESS_WORD, INGRESS_WORD, REJECT_WORD } from './flow-word.ts'

/** 2200-01-01 in epoch seconds: a later time is in milliseconds, or damaged. */
const TIME_MAX = 7_258_118_400
const PORT_MAX = 65_535
const PROTOCOL_MAX = 255
const TCP_FLAGS_MAX = 255

const BAD_SOURCE_PORT = badNumber('srcport')
const BAD_DESTINATION_PORT = badNumber('dstport')
const BAD_PROTOCOL = badNumber('protocol')
const BAD_PACKETS = badNumber('packets')
const BAD_BYTES = badNumber('bytes')
const BAD_TCP_FLAGS = badNumber('tcp-flags')
const NO_PROTOCOL: FlowFault = { reason: 'missing-field', detail: 'the record has no protocol' }
const NO_TIME: FlowFault = { reason: 'missing-field', detail: 'the record has neither start nor end' }
const BAD_START: FlowFault = { reason: 'invalid-time', detail: 'start is not in epoch seconds before the year 2200' }
const BAD_END: FlowFault = { reason: 'invalid-time', detail: 'end is not in epoch seconds before the year 2200' }
const END_BEFORE_START: FlowFault = { reason: 'invalid-time', detail: 'end is before start' }
const BAD_START_NUMBER = badNumber('start')
const BAD_END_NUMBER = badNumber('end')
const BAD_ACTION: FlowFault = { reason: 'wrong-type', detail: 'action is neither ACCEPT nor REJECT' }
const BAD_DIRECTION: FlowFault = { reason: 'wrong-type', detail: 'flow-direction is neither ingress nor egress' }

/** Reads the numbers and words of a line into `record`. Ports, packets and bytes that it does not carry are 0. */
export function readNumbers(line: slot.FlowLine, record: FlowRecord): FlowFault | undefined {
  const { numbers } = line
  const sourcePort = numbers[slot.SOURCE_PORT]
  const destinationPort = numbers[slot.DESTINATION_PORT]
  const protocol = numbers[slot.PROTOCOL]
  const packets = numbers[slot.PACKETS]
  const bytes = numbers[slot.BYTES]
  const tcpFlags = numbers[slot.TCP_FLAGS]
  if (sourcePort < ABSENT || sourcePort > PORT_MAX) return BAD_SOURCE_PORT
  if (destinationPort < ABSENT || destinationPort > PORT_MAX) return BAD_DESTINATION_PORT
  if (protocol < ABSENT || protocol > PROTOCOL_MAX) return BAD_PROTOCOL
  if (protocol === ABSENT) return NO_PROTOCOL
  if (packets < ABSENT) return BAD_PACKETS
  if (bytes < ABSENT) return BAD_BYTES
  if (tcpFlags < ABSENT || tcpFlags > TCP_FLAGS_MAX) return BAD_TCP_FLAGS
  record.sourcePort = sourcePort === ABSENT ? 0 : sourcePort
  record.destinationPort = destinationPort === ABSENT ? 0 : destinationPort
  record.protocol = protocol
  record.packets = packets === ABSENT ? 0 : packets
  record.bytes = bytes === ABSENT ? 0 : bytes
  record.tcpFlags = tcpFlags === ABSENT ? NO_TCP_FLAGS : tcpFlags
  return readTimes(numbers, record) ?? readWords(line.words, record)
}

/** A record with one of the two times lasts no time. */
function readTimes(numbers: Float64Array, record: FlowRecord): FlowFault | undefined {
  const start = numbers[slot.START]
  const end = numbers[slot.END]
  if (start < ABSENT) return BAD_START_NUMBER
  if (end < ABSENT) return BAD_END_NUMBER
  if (start >= TIME_MAX) return BAD_START
  if (end >= TIME_MAX) return BAD_END
  if (start === ABSENT && end === ABSENT) return NO_TIME
  record.start = start === ABSENT ? end : start
  record.end = end === ABSENT ? start : end
  return record.start > record.end ? END_BEFORE_START : undefined
}

function readWords(words: Uint8Array, record: FlowRecord): FlowFault | undefined {
  const action = words[slot.ACTION]
  if (action === ACCEPT_WORD) record.action = ACCEPT
  else if (action === REJECT_WORD) record.action = REJECT
  else if (action === ABSENT_WORD) record.action = 0
  else return BAD_ACTION

  const direction = words[slot.DIRECTION]
  if (direction === INGRESS_WORD) record.direction = INGRESS
  else if (direction === EGRESS_WORD) record.direction = EGRESS
  else if (direction === ABSENT_WORD) record.direction = UNKNOWN_DIRECTION
  else return BAD_DIRECTION
  return undefined
}

function badNumber(field: string): FlowFault {
  return { reason: 'invalid-number', detail: `${field} is not a whole number in its range` }
}
