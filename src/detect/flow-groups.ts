import type { FlowSubject } from '../normalize/event.ts'
import type { SortedCursor } from '../std/merge-sorted.ts'
import { SortedMerge } from '../std/merge-sorted.ts'
import { isPrivate4, LOCAL_INITIATED, REMOTE_INITIATED } from './flow-conversation.ts'
import {
  compareRows,
  LOCAL,
  META,
  MINUTE,
  mergeRow,
  PACKETS_SENT,
  PORTS,
  REMOTE,
  ROW_WORDS,
  SPREAD,
  SUBJECT,
  swapRow,
  UNORIENTED,
} from './flow-rows.ts'
import { type FlowSummary, isAnsweredCall, summaryOf } from './flow-summary.ts'

/** A run of sorted rows being read; rows are words of `words` from `at`, `subjects` are what their SUBJECT word indexes. */
export interface RowCursor extends SortedCursor {
  words: Uint32Array
  doubles: Float64Array
  at: number
  subjects: readonly FlowSubject[]
}

/** An interface's own addresses as far as known, to tell local from remote where the records do not. */
export type OwnAddress = (subject: FlowSubject) => ReadonlySet<number> | undefined

/** Whether anybody asks about a pair; asked before anything is made of its rows. */
export type WantsPair = (pair: Pair) => boolean

export interface Pair {
  subject: FlowSubject
  minute: number
  remote: number
  /** Distinct TCP service ports of the remote side that the local side called. */
  portsTried: number
  packetsSent: number
  /** The remote side is public, and something that the local side called did not answer. */
  failed: boolean
  /** How many services the local side called, and the last of them (`serviceOf`). */
  services: number
  service: number
  /** What the local side called, by service. */
  contacts: () => readonly Contact[]
  /** Set by who is asked. */
  contactsFail: boolean
  /** Some row tells connections apart. */
  apart: boolean
}

/** A TCP or UDP service of the remote side that the local side called. */
export interface Contact {
  protocol: number
  port: number
  answered: boolean
}

/**
 * Merges sorted runs and yields, minute by minute, the summaries of each (interface, remote) pair. The same rows give
 * the same summaries however they were split over runs.
 */
export function* flowSummaries(
  runs: readonly RowCursor[],
  ownAddress: OwnAddress,
  wants: WantsPair,
): Generator<FlowSummary[], void, void> {
  const subjects = new SubjectNumbers(runs, ownAddress)
  const pair = new PairRows()
  let run: RowCursor | undefined
  let numbers: Int32Array = new Int32Array(0)
  const merge = new SortedMerge(runs, (a, b) => compareRows(a.words, a.at, b.words, b.at))
  for (let cursor = merge.next(); cursor !== undefined; cursor = merge.next()) {
    if (cursor !== run) {
      run = cursor
      numbers = subjects.numbersOf(cursor)
    }
    const subject = numbers[cursor.words[cursor.at + SUBJECT]]
    if (!pair.accepts(cursor, subject)) {
      const summaries = pair.take(subjects, wants)
      if (summaries.length > 0) yield summaries
    }
    pair.add(cursor, subject)
  }
  const summaries = pair.take(subjects, wants)
  if (summaries.length > 0) yield summaries
}

/** Numbers the interfaces of all runs, and keeps what is known of each. */
class SubjectNumbers {
  readonly all: FlowSubject[] = []
  readonly #ownAddress: OwnAddress
  readonly #ownAddresses = new Map<number, ReadonlySet<number> | undefined>()
  readonly #byRun = new Map<RowCursor, Int32Array>()
  readonly #byName = new Map<string, number>()

  constructor(runs: readonly RowCursor[], ownAddress: OwnAddress) {
    this.#ownAddress = ownAddress
    for (const run of runs) {
      this.#byRun.set(
        run,
        Int32Array.from(run.subjects, (subject) => this.#number(subject)),
      )
    }
  }

  /** The numbers of a run's interfaces, in the run's order. */
  numbersOf(run: RowCursor): Int32Array {
    return this.#byRun.get(run) ?? new Int32Array(0)
  }

  ownAddress(number: number): ReadonlySet<number> | undefined {
    if (!this.#ownAddresses.has(number)) this.#ownAddresses.set(number, this.#ownAddress(this.all[number]))
    return this.#ownAddresses.get(number)
  }

  #number(subject: FlowSubject): number {
    const name = `${subject.accountId} ${subject.interfaceId} ${subject.instanceId ?? ''} ${subject.region ?? ''}`
    let number = this.#byName.get(name)
    if (number === undefined) {
      number = this.all.push(subject) - 1
      this.#byName.set(name, number)
    } else if (tellsMore(subject, this.all[number])) this.all[number] = subject
    return number
  }
}

/** Formats differ in what they tell of an interface: the fullest counts, whichever came first. */
function tellsMore(subject: FlowSubject, than: FlowSubject): boolean {
  if (subject.vpcId === than.vpcId && subject.subnetId === than.subnetId) return false
  const [text, other] = [JSON.stringify(subject), JSON.stringify(than)]
  return text.length > other.length || (text.length === other.length && text > other)
}

/** A protocol and a port as one number. */
export function serviceOf(protocol: number, port: number): number {
  return (protocol << 16) | port
}

const TCP = 6
const UDP = 17

/** Whether a row is of TCP or UDP that the local side began. */
function isContact(meta: number): boolean {
  const begun = meta & 0x3ff
  return begun === (TCP | (LOCAL_INITIATED << 8)) || begun === (UDP | (LOCAL_INITIATED << 8))
}

const NONE: FlowSummary[] = []

class PairRows {
  rows = 0
  #words = new Uint32Array(64 * ROW_WORDS)
  #doubles = new Float64Array(this.#words.buffer)
  #subject = 0
  /** What is asked about, one object for all pairs. */
  readonly #pair: Pair = {
    subject: { accountId: '', interfaceId: '' },
    minute: 0,
    remote: 0,
    portsTried: 0,
    packetsSent: 0,
    apart: false,
    failed: false,
    services: 0,
    service: 0,
    contacts: () => this.#contacts(),
    contactsFail: false,
  }

  accepts(cursor: RowCursor, subject: number): boolean {
    if (this.rows === 0) return true
    const words = cursor.words
    const at = cursor.at
    return (
      this.#words[MINUTE] === words[at + MINUTE] &&
      this.#words[SPREAD] === words[at + SPREAD] &&
      this.#words[REMOTE] === words[at + REMOTE] &&
      this.#words[LOCAL] === words[at + LOCAL] &&
      this.#subject === subject
    )
  }

  add(cursor: RowCursor, subject: number): void {
    if (this.rows > 0) {
      const last = (this.rows - 1) * ROW_WORDS
      if (
        this.#words[last + META] === cursor.words[cursor.at + META] &&
        this.#words[last + PORTS] === cursor.words[cursor.at + PORTS]
      ) {
        mergeRow(this.#words, this.#doubles, last, cursor.words, cursor.doubles, cursor.at)
        return
      }
    }
    if ((this.rows + 1) * ROW_WORDS > this.#words.length) this.#grow()
    const to = this.rows * ROW_WORDS
    for (let word = 0; word < ROW_WORDS; word++) this.#words[to + word] = cursor.words[cursor.at + word]
    this.#subject = subject
    this.rows++
  }

  #grow(): void {
    const words = new Uint32Array(this.#words.length * 2)
    words.set(this.#words)
    this.#words = words
    this.#doubles = new Float64Array(words.buffer)
  }

  take(subjects: SubjectNumbers, wants: WantsPair): FlowSummary[] {
    if (this.rows === 0) return NONE
    if ((this.#words[META] & UNORIENTED) !== 0) this.#orient(subjects.ownAddress(this.#subject))
    const pair = this.#pair
    const subject = subjects.all[this.#subject]
    pair.subject = subject
    this.#describe(pair)
    const summaries = wants(pair) ? this.#summaries(subject) : NONE
    this.rows = 0
    for (const summary of summaries) {
      summary.portsTried = pair.portsTried
      summary.pairPacketsSent = pair.packetsSent
      summary.contactsFail = pair.contactsFail
    }
    return summaries
  }

  #summaries(subject: FlowSubject): FlowSummary[] {
    const summaries: FlowSummary[] = []
    for (let from = 0; from < this.rows; ) {
      const group = [from * ROW_WORDS]
      let to = from + 1
      while (to < this.rows && this.#sameService(from * ROW_WORDS, to * ROW_WORDS)) group.push(to++ * ROW_WORDS)
      summaries.push(summaryOf(this.#words, this.#doubles, group, subject))
      from = to
    }
    return summaries
  }

  /** What decides whether anybody asks: one pass over the rows, nothing made, since most pairs are nobody's. */
  #describe(pair: Pair): void {
    const words = this.#words
    pair.minute = words[MINUTE]
    pair.remote = words[REMOTE]
    pair.portsTried = 0
    pair.packetsSent = 0
    pair.apart = false
    pair.failed = false
    pair.services = 0
    pair.contactsFail = false
    const isPublic = !isPrivate4(pair.remote)
    for (let row = 0; row < this.rows; row++) {
      const at = row * ROW_WORDS
      const meta = words[at + META]
      pair.packetsSent += words[at + PACKETS_SENT]
      if (((meta >>> 8) & 3) !== 0 && (words[at + PORTS] & 0xffff) !== 0) pair.apart = true
      if (!isContact(meta)) continue
      if (row === 0 || !this.#sameService(at - ROW_WORDS, at)) {
        pair.services++
        pair.service = serviceOf(meta & 0xff, words[at + PORTS] >>> 16)
        if ((meta & 0xff) === TCP) pair.portsTried++
      }
      if (isPublic && !isAnsweredCall(words, this.#doubles, at)) pair.failed = true
    }
  }

  #contacts(): Contact[] {
    const contacts: Contact[] = []
    for (let row = 0; row < this.rows; row++) {
      const at = row * ROW_WORDS
      const meta = this.#words[at + META]
      if (!isContact(meta)) continue
      const answered = isAnsweredCall(this.#words, this.#doubles, at)
      const last = contacts.at(-1)
      if (last !== undefined && this.#sameService(at - ROW_WORDS, at)) last.answered ||= answered
      else contacts.push({ protocol: meta & 0xff, port: this.#words[at + PORTS] >>> 16, answered })
    }
    return contacts
  }

  #sameService(a: number, b: number): boolean {
    const words = this.#words
    if (words[a + META] !== words[b + META]) return false
    const initiated = ((words[a + META] >>> 8) & 3) !== 0
    return initiated && words[a + PORTS] >>> 16 === words[b + PORTS] >>> 16
  }

  /** Swaps sides when the address that stands as remote is the interface's own. Unknown: the caller is taken as local. */
  #orient(own: ReadonlySet<number> | undefined): void {
    const words = this.#words
    const local = own?.has(words[LOCAL]) ?? false
    const remote = own?.has(words[REMOTE]) ?? false
    const initiator = (words[META] >>> 8) & 3
    const swap = local === remote ? initiator === REMOTE_INITIATED : remote
    if (!swap) return
    for (let row = 0; row < this.rows; row++) swapRow(words, this.#doubles, row * ROW_WORDS)
  }
}
