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
  /** For each column, the first one after it that is read in another way. */
  readonly runEnds: Uint16Array
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
 * has, which may be more or fewer than the format's. A line feed must follow, and `SLACK_BYTES` after it. Columns of one
 * kind are read in one loop, since choosing anew for each is what costs most.
 */
export function readLine(view: DataView, from: number, columns: FlowColumns, line: FlowLine): number {
  const { kinds, slots, runEnds } = columns
  const { numbers, words, nameStarts, nameEnds } = line
  line.otherAddresses = 0
  let at = firstValue(view, from)
  let column = 0
  while (view.getUint8(at) > SPACE) {
    const runEnd = runEnds[column]
    switch (kinds[column]) {
      case NUMBER:
        do at = nextValue(view, readNumberAt(view, at, numbers, slots[column]))
        while (++column < runEnd && view.getUint8(at) > SPACE)
        break
      case ADDRESS:
        do at = nextValue(view, addressAt(view, at, slots[column], line))
        while (++column < runEnd && view.getUint8(at) > SPACE)
        break
      case WORD:
        do at = nextValue(view, readWordAt(view, at, words, slots[column]))
        while (++column < runEnd && view.getUint8(at) > SPACE)
        break
      case NAME:
        do {
          nameStarts[slots[column]] = at
          const end = valueEnd(view, at)
          nameEnds[slots[column]] = end
          at = nextValue(view, end)
        } while (++column < runEnd && view.getUint8(at) > SPACE)
        break
      default:
        do at = nextValue(view, valueEnd(view, at))
        while (++column < runEnd && view.getUint8(at) > SPACE)
    }
  }
  line.next = at + 1
  return view.getUint8(at) === LF ? column : spoilt(view, at, line)
}

/** The start of the value after the one that ends at `end`; or the byte that ends the line, which is less than a space. */
function nextValue(view: DataView, end: number): number {
  return view.getUint8(end) === SPACE && view.getUint8(end + 1) > SPACE ? end + 1 : firstValue(view, end)
}

function firstValue(view: DataView, from: number): number {
  let at = from
  let byte = view.getUint8(at)
  while (byte === SPACE || byte === TAB || byte === CR) byte = view.getUint8(++at)
  return at
}

function spoilt(view: DataView, from: number, line: FlowLine): number {
  let at = from
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
