import { ACCEPT, type FlowRecord, type FlowSubject, NO_TCP_FLAGS, REJECT } from '../normalize/event.ts'
import { mix32 } from '../std/hash.ts'
import { radixOrder } from '../std/radix-order.ts'
import { type Conversation, LOCAL_INITIATED, REMOTE_INITIATED } from './flow-conversation.ts'

/**
 * A flow row: the flow records of one (interface, local, remote, service port, protocol, initiator, minute) as one line
 * of numbers. 32-bit words, and the byte counts as two 64-bit floats at the end.
 */
export const MINUTE = 0
export const SUBJECT = 1
export const LOCAL = 2
export const REMOTE = 3
/** Known initiator: service port << 16 | ephemeral port (0 unless connections are told apart). Else: local << 16 | remote. */
export const PORTS = 4
/** protocol | initiator << 8 | UNORIENTED */
export const META = 5
/** Spreads (interface, remote); rows are sorted by (minute, spread). */
export const SPREAD = 6
export const FIRST_SECOND = 7
export const LAST_SECOND = 8
export const PACKETS_SENT = 9
export const PACKETS_RECEIVED = 10
/** TCP flags sent | received << 8 | the marks below. */
export const FLAGS = 11
/** The lowest ephemeral port of the row, as the one shown. */
export const SHOWN_EPHEMERAL_PORT = 12
export const ROW_WORDS = 18
/** More rows than so many are not sorted by insertion. */
const INSERTED_ROWS_MAX = 16
const BYTES_SENT_DOUBLE = 7
const BYTES_RECEIVED_DOUBLE = 8

export const UNORIENTED = 1 << 10
export const TCP_FLAGS_KNOWN = 1 << 16
export const SENT_ACCEPTED = 1 << 17
export const SENT_REJECTED = 1 << 18
export const RECEIVED_ACCEPTED = 1 << 19
export const RECEIVED_REJECTED = 1 << 20

/** A sorted batch of rows, with the interfaces that their SUBJECT words index. Structured-cloneable. */
export interface FlowRun {
  words: Uint32Array
  rows: number
  subjects: FlowSubject[]
}

/** Combines flow records into rows, in a hash table over typed arrays of at most `rowsMax` rows. */
export class FlowCombiner {
  readonly rowsMax: number
  rows = 0
  #words: Uint32Array
  #doubles: Float64Array
  readonly #slots: Uint32Array
  readonly #slotMask: number
  /** The row found last: the other direction of a conversation mostly comes next. */
  #last = 0

  constructor(rowsMax = 1 << 16) {
    this.rowsMax = rowsMax
    const slots = 2 << Math.ceil(Math.log2(rowsMax))
    this.#slots = new Uint32Array(slots)
    this.#slotMask = slots - 1
    this.#words = new Uint32Array(rowsMax * ROW_WORDS)
    this.#doubles = new Float64Array(this.#words.buffer)
  }

  get full(): boolean {
    return this.rows >= this.rowsMax
  }

  /** Adds a record of an interface by its number; `apart` tells connections apart by their ephemeral port. The combiner must not be full. */
  add(record: FlowRecord, subject: number, talk: Conversation, apart: boolean): void {
    const minute = Math.floor(record.start / 60)
    let ports: number
    let ephemeral = 0
    if (talk.initiator === LOCAL_INITIATED) {
      ephemeral = talk.localPort
      ports = (talk.remotePort << 16) | (apart ? ephemeral : 0)
    } else if (talk.initiator === REMOTE_INITIATED) {
      ephemeral = talk.remotePort
      ports = (talk.localPort << 16) | (apart ? ephemeral : 0)
    } else ports = (talk.localPort << 16) | talk.remotePort
    const meta = record.protocol | (talk.initiator << 8) | (talk.oriented ? 0 : UNORIENTED)
    const at = this.#find(minute, subject, talk.local, talk.remote, ports >>> 0, meta)
    this.#merge(at, record, talk.outgoing, ephemeral)
  }

  #find(minute: number, subject: number, local: number, remote: number, ports: number, meta: number): number {
    if (this.#isRow(this.#last, minute, subject, local, remote, ports, meta)) return this.#last
    const spread = mix32(remote ^ Math.imul(subject + 1, 0x9e3779b1))
    let slot = mix32(spread ^ Math.imul(ports, 0x85ebca6b) ^ Math.imul(minute, 0xc2b2ae35) ^ meta) & this.#slotMask
    const words = this.#words
    for (;;) {
      const taken = this.#slots[slot]
      if (taken === 0) break
      const at = (taken - 1) * ROW_WORDS
      if (this.#isRow(at, minute, subject, local, remote, ports, meta)) {
        this.#last = at
        return at
      }
      slot = (slot + 1) & this.#slotMask
    }
    const at = this.rows * ROW_WORDS
    this.#slots[slot] = ++this.rows
    words[at + MINUTE] = minute
    words[at + SUBJECT] = subject
    words[at + LOCAL] = local
    words[at + REMOTE] = remote
    words[at + PORTS] = ports
    words[at + META] = meta
    words[at + FIRST_SECOND] = 0xffffffff
    words[at + SHOWN_EPHEMERAL_PORT] = 0xffffffff
    this.#last = at
    return at
  }

  /** Also asked of an empty combiner, whose first row is all zeros and no real one. */
  #isRow(
    at: number,
    minute: number,
    subject: number,
    local: number,
    remote: number,
    ports: number,
    meta: number,
  ): boolean {
    const words = this.#words
    return (
      words[at + REMOTE] === remote &&
      words[at + PORTS] === ports &&
      words[at + MINUTE] === minute &&
      words[at + SUBJECT] === subject &&
      words[at + LOCAL] === local &&
      words[at + META] === meta &&
      this.rows > 0
    )
  }

  #merge(at: number, record: FlowRecord, outgoing: boolean, ephemeral: number): void {
    const words = this.#words
    if (record.start < words[at + FIRST_SECOND]) words[at + FIRST_SECOND] = record.start
    if (record.end > words[at + LAST_SECOND]) words[at + LAST_SECOND] = record.end
    if (ephemeral < words[at + SHOWN_EPHEMERAL_PORT]) words[at + SHOWN_EPHEMERAL_PORT] = ephemeral
    let flags = words[at + FLAGS]
    const known = record.tcpFlags !== NO_TCP_FLAGS
    if (known) flags |= TCP_FLAGS_KNOWN
    const doubles = (at >>> 1) + (outgoing ? BYTES_SENT_DOUBLE : BYTES_RECEIVED_DOUBLE)
    this.#doubles[doubles] += record.bytes
    const packets = at + (outgoing ? PACKETS_SENT : PACKETS_RECEIVED)
    words[packets] = Math.min(words[packets] + record.packets, 0xffffffff)
    if (outgoing) {
      if (known) flags |= record.tcpFlags & 0xff
      if (record.action === ACCEPT) flags |= SENT_ACCEPTED
      else if (record.action === REJECT) flags |= SENT_REJECTED
    } else {
      if (known) flags |= (record.tcpFlags & 0xff) << 8
      if (record.action === ACCEPT) flags |= RECEIVED_ACCEPTED
      else if (record.action === REJECT) flags |= RECEIVED_REJECTED
    }
    words[at + FLAGS] = flags
  }

  /** The rows so far, sorted, with their interfaces; the combiner is empty again. */
  take(subjects: readonly FlowSubject[]): FlowRun {
    const rows = this.rows
    const used: FlowSubject[] = []
    /** By interface: its number in the run + 1, and what spreads it. */
    const numbers = new Uint32Array(subjects.length)
    const spreads = new Uint32Array(subjects.length)
    const words = this.#words
    for (let row = 0; row < rows; row++) {
      const at = row * ROW_WORDS
      const subject = words[at + SUBJECT]
      if (numbers[subject] === 0) {
        numbers[subject] = used.push(subjects[subject])
        spreads[subject] = subjectSpread(subjects[subject])
      }
      words[at + SUBJECT] = numbers[subject] - 1
      words[at + SPREAD] = mix32(words[at + REMOTE] ^ spreads[subject])
    }
    const run = { words: sortRows(words, rows), rows, subjects: used }
    this.rows = 0
    this.#last = 0
    this.#slots.fill(0)
    words.fill(0, 0, rows * ROW_WORDS)
    return run
  }
}

/** The same number for the same interface in every run, so that runs agree on their order. */
function subjectSpread(subject: FlowSubject): number {
  let hash = 0
  for (const part of [subject.accountId, subject.interfaceId, subject.instanceId ?? '', subject.region ?? '']) {
    for (let i = 0; i < part.length; i++) hash = mix32(hash ^ part.charCodeAt(i))
  }
  return hash
}

function sortRows(words: Uint32Array, rows: number): Uint32Array {
  const minutes = new Uint32Array(rows)
  const spreads = new Uint32Array(rows)
  for (let row = 0; row < rows; row++) {
    minutes[row] = words[row * ROW_WORDS + MINUTE]
    spreads[row] = words[row * ROW_WORDS + SPREAD]
  }
  return sortTies(words, rows, radixOrder(minutes, spreads, rows))
}

/** Puts the rows that are equal in minute and spread in their order, and copies all in the order found. */
function sortTies(words: Uint32Array, rows: number, order: Uint32Array): Uint32Array {
  const sorted = new Uint32Array(rows * ROW_WORDS)
  for (let from = 0; from < rows; ) {
    const first = order[from] * ROW_WORDS
    let to = from + 1
    while (
      to < rows &&
      words[order[to] * ROW_WORDS + SPREAD] === words[first + SPREAD] &&
      words[order[to] * ROW_WORDS + MINUTE] === words[first + MINUTE]
    ) {
      to++
    }
    if (to - from > 1) sortFew(words, order, from, to)
    from = to
  }
  for (let row = 0, to = 0; row < rows; row++) {
    const at = order[row] * ROW_WORDS
    for (let word = 0; word < ROW_WORDS; word++) sorted[to++] = words[at + word]
  }
  return sorted
}

/** Sorts rows [from, to) of `order`: by insertion when few, as nearly always. */
function sortFew(words: Uint32Array, order: Uint32Array, from: number, to: number): void {
  if (to - from > INSERTED_ROWS_MAX) {
    order.subarray(from, to).sort((a, b) => compareRows(words, a * ROW_WORDS, words, b * ROW_WORDS))
    return
  }
  for (let i = from + 1; i < to; i++) {
    const row = order[i]
    let at = i
    while (at > from && compareRows(words, order[at - 1] * ROW_WORDS, words, row * ROW_WORDS) > 0) {
      order[at] = order[at - 1]
      at--
    }
    order[at] = row
  }
}

/** Orders two rows by (minute, spread, remote, local, ports, meta); equal means the same key (interface numbers apart). */
export function compareRows(a: Uint32Array, atA: number, b: Uint32Array, atB: number): number {
  return (
    a[atA + MINUTE] - b[atB + MINUTE] ||
    a[atA + SPREAD] - b[atB + SPREAD] ||
    a[atA + REMOTE] - b[atB + REMOTE] ||
    a[atA + LOCAL] - b[atB + LOCAL] ||
    a[atA + META] - b[atB + META] ||
    a[atA + PORTS] - b[atB + PORTS]
  )
}

/** Adds row `b` to row `a`, which has the same key: delivered in two objects, or split over two batches. */
export function mergeRow(
  a: Uint32Array,
  doublesA: Float64Array,
  atA: number,
  b: Uint32Array,
  doublesB: Float64Array,
  atB: number,
): void {
  a[atA + FIRST_SECOND] = Math.min(a[atA + FIRST_SECOND], b[atB + FIRST_SECOND])
  a[atA + LAST_SECOND] = Math.max(a[atA + LAST_SECOND], b[atB + LAST_SECOND])
  a[atA + PACKETS_SENT] = Math.min(a[atA + PACKETS_SENT] + b[atB + PACKETS_SENT], 0xffffffff)
  a[atA + PACKETS_RECEIVED] = Math.min(a[atA + PACKETS_RECEIVED] + b[atB + PACKETS_RECEIVED], 0xffffffff)
  a[atA + FLAGS] |= b[atB + FLAGS]
  a[atA + SHOWN_EPHEMERAL_PORT] = Math.min(a[atA + SHOWN_EPHEMERAL_PORT], b[atB + SHOWN_EPHEMERAL_PORT])
  doublesA[(atA >>> 1) + BYTES_SENT_DOUBLE] += doublesB[(atB >>> 1) + BYTES_SENT_DOUBLE]
  doublesA[(atA >>> 1) + BYTES_RECEIVED_DOUBLE] += doublesB[(atB >>> 1) + BYTES_RECEIVED_DOUBLE]
}

export function bytesSent(doubles: Float64Array, at: number): number {
  return doubles[(at >>> 1) + BYTES_SENT_DOUBLE]
}

export function bytesReceived(doubles: Float64Array, at: number): number {
  return doubles[(at >>> 1) + BYTES_RECEIVED_DOUBLE]
}

/** Exchanges local and remote of an unoriented row. */
export function swapRow(words: Uint32Array, doubles: Float64Array, at: number): void {
  if ((words[at + META] & UNORIENTED) === 0) return
  exchange(words, at + LOCAL, at + REMOTE)
  exchange(words, at + PACKETS_SENT, at + PACKETS_RECEIVED)
  exchange(doubles, (at >>> 1) + BYTES_SENT_DOUBLE, (at >>> 1) + BYTES_RECEIVED_DOUBLE)
  const flags = words[at + FLAGS]
  words[at + FLAGS] =
    (flags & TCP_FLAGS_KNOWN) |
    ((flags & 0xff) << 8) |
    ((flags >>> 8) & 0xff) |
    (flags & SENT_ACCEPTED ? RECEIVED_ACCEPTED : 0) |
    (flags & SENT_REJECTED ? RECEIVED_REJECTED : 0) |
    (flags & RECEIVED_ACCEPTED ? SENT_ACCEPTED : 0) |
    (flags & RECEIVED_REJECTED ? SENT_REJECTED : 0)
  const initiator = (words[at + META] >>> 8) & 3
  const protocol = words[at + META] & 0xff
  if (initiator === LOCAL_INITIATED) words[at + META] = protocol | (REMOTE_INITIATED << 8)
  else if (initiator === REMOTE_INITIATED) words[at + META] = protocol | (LOCAL_INITIATED << 8)
  else words[at + PORTS] = ((words[at + PORTS] << 16) | (words[at + PORTS] >>> 16)) >>> 0
}

function exchange(column: Uint32Array | Float64Array, a: number, b: number): void {
  const value = column[a]
  column[a] = column[b]
  column[b] = value
}
