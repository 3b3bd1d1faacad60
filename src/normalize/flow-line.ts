import { NO_ADDRESS4, readAddress4At } from './flow-address.ts'
import { ABSENT, readNumberAt } from './flow-number.ts'
import { valueEnd } from './flow-swar.ts'
import { readWordAt } from './flow-word.ts'

/** Numbers of a line, by slot. */
export const SOURCE_PORT = 0
export const DESTINATION_PORT = 1
export const PROTOCOL = 2
export const PACKETS = 3
export const BYTES = 4
export const START = 5
export const END = 6
export const TCP_FLAGS = 7

/** Addresses of a line, by slot. */
export const SOURCE = 0
export const DESTINATION = 1
export const PACKET_SOURCE = 2
export const PACKET_DESTINATION = 3

/** Words of a line, by slot. */
export const ACTION = 0
export const STATUS = 1
export const DIRECTION = 2

/** Names of a line, by slot. */
export const ACCOUNT = 0
export const INTERFACE = 1
export const INSTANCE = 2
export const VPC = 3
export const SUBNET = 4
export const REGION = 5

/** How a column is read. */
export const SKIPPED = 0
export const NUMBER = 1
export const ADDRESS = 2
export const WORD = 3
export const NAME = 4

/** The columns of a line in their order: how each is read, and the slot it goes to. */
export interface FlowColumns {
  readonly kinds: Uint8Array
  readonly slots: Uint8Array
}

/** The values of one line as they are written, before anything is known of what they mean. Reused for the next line. */
export class FlowLine {
  /** `ABSENT`, `MALFORMED`, or the number. */
  readonly numbers = new Float64Array(8).fill(ABSENT)
  readonly addresses = new Uint32Array(4)
  /** A bit `1 << slot` for each address that is not IPv4; its bytes are at `addressStarts`, `addressEnds`. */
  otherAddresses = 0
  readonly addressStarts = new Int32Array(4)
  readonly addressEnds = new Int32Array(4)
  readonly words = new Uint8Array(3)
  readonly nameStarts = new Int32Array(6)
  readonly nameEnds = new Int32Array(6)
  /** Where the next line starts. */
  next = 0
}

/** Reading goes so many bytes past the end of a line at most. */
export const SLACK_BYTES = 16

/** Answered for a line with a control character in it. */
export const SPOILT_LINE = -1

const TAB = 9
const LF = 10
const CR = 13
const SPACE = 32

/**
 * Reads the line at `from`, whose values are parted by runs of spaces and tabs, in one pass. Answers how many values it
 * has, which may be more or fewer than the format's. A line feed must follow, and `SLACK_BYTES` after it.
 */
export function readLine(view: DataView, from: number, { kinds, slots }: FlowColumns, line: FlowLine): number {
  line.otherAddresses = 0
  let at = from
  let column = 0
  for (;;) {
    let byte = view.getUint8(at)
    while (byte === SPACE || byte === TAB || byte === CR) byte = view.getUint8(++at)
    if (byte <= SPACE) break
    const slot = slots[column]
    switch (kinds[column++]) {
      case NUMBER:
        at = readNumberAt(view, at, line.numbers, slot)
        break
      case ADDRESS:
        at = addressAt(view, at, slot, line)
        break
      case WORD:
        at = readWordAt(view, at, line.words, slot)
        break
      case NAME:
        line.nameStarts[slot] = at
        at = valueEnd(view, at)
        line.nameEnds[slot] = at
        break
      default:
        at = valueEnd(view, at)
    }
    if (view.getUint8(at) === SPACE) at++
  }
  if (view.getUint8(at) === LF) {
    line.next = at + 1
    return column
  }
  while (view.getUint8(at) !== LF) at++
  line.next = at + 1
  return SPOILT_LINE
}

function addressAt(view: DataView, at: number, slot: number, line: FlowLine): number {
  const end = readAddress4At(view, at, line.addresses, slot)
  if (end !== NO_ADDRESS4) return end
  const to = valueEnd(view, at)
  line.otherAddresses |= 1 << slot
  line.addressStarts[slot] = at
  line.addressEnds[slot] = to
  return to
}
