import { isUtf8 } from 'node:buffer'
import type { Indicators } from '../intel/indicators.ts'
import { isUnusualProtocol } from '../model/ip-protocol.ts'
import type { FlowRecord, FlowSubject } from '../normalize/event.ts'
import { eventFrom } from '../normalize/event-from.ts'
import type { JsonRecord } from '../normalize/json-record.ts'
import type { Rejection } from '../normalize/rejection.ts'
import { hasPlainTime } from '../normalize/scanned-time.ts'
import type { JsonSource, RecordContext, RecordSink } from '../normalize/sink.ts'
import { CandidateCollector, type CandidateRun } from './candidates.ts'
import { Conversation, isPrivate4, LOCAL_INITIATED, REMOTE_INITIATED } from './flow-conversation.ts'
import { FlowCombiner, type FlowRun } from './flow-rows.ts'
import { OwnAddressTally } from './own-address.ts'
import { RecordScreen } from './record-screen.ts'
import type { Screen } from './screen.ts'

const TCP = 6
const UDP = 17
/** Datagrams of one record that a server sends: with fewer there is no flood, and they are what most UDP servers do. */
const SERVED_PACKETS_MIN = 64
/** The first rejections of one object that are kept in full, to be shown. */
const REJECTIONS_SHOWN_MAX = 5

export interface ShownRejection extends Rejection {
  object: string
}

/** What was read; `rejected` is by reason, `ignored` by kind, `bySource` counts well-formed records. */
export interface ExtractCounts {
  records: number
  parsed: number
  ignored: Record<string, number>
  rejected: Record<string, number>
  bySource: Record<string, number>
  shown: ShownRejection[]
}

/** Where full runs go; called between records. */
export interface RunSink {
  flowRun(run: FlowRun): void
  candidateRun(run: CandidateRun): void
}

/**
 * The stateless half of detection: takes the records of any number of log objects, drops what no detector asked for,
 * combines flow records, and hands out sorted runs. Pure but for the runs it hands out.
 */
export class Extractor implements RecordSink {
  readonly #screen: Screen
  readonly #indicators: Indicators
  readonly #records: RecordScreen
  readonly #runs: RunSink
  readonly #combiner = new FlowCombiner()
  readonly #candidates = new CandidateCollector()
  readonly #talk = new Conversation()
  readonly #apartPorts = new Uint8Array(65_536)
  /** TCP connections that the interface's side begins are wanted. */
  readonly #calls: boolean
  /** By protocol: packets to public addresses are wanted. */
  readonly #volumes = new Uint8Array(256)
  readonly #subjects: FlowSubject[] = []
  readonly #subjectNumbers = new Map<string, number>()
  /** The last address that was certain to be the interface's own, by its number; -1 for none. */
  readonly #ownAddress: number[] = []
  /** From the current object's subject numbers to this extractor's. */
  #objectSubjects: readonly FlowSubject[] = []
  #renumbered: number[] = []
  #object = ''
  readonly ownAddresses = new OwnAddressTally()
  #counts = emptyCounts()
  /** Flow records not yet in the counts: one addition a record instead of three look-ups. */
  #flowRecords = 0

  constructor(screen: Screen, indicators: Indicators, runs: RunSink) {
    this.#screen = screen
    this.#indicators = indicators
    this.#records = new RecordScreen(screen, indicators)
    this.#runs = runs
    const { connectionPorts, triesMin, sends, failingContacts } = screen.flows
    for (const port of connectionPorts) this.#apartPorts[port] = 1
    this.#calls = triesMin > 0 || sends || failingContacts
    if (sends)
      for (let protocol = 0; protocol < 256; protocol++) if (isUnusualProtocol(protocol)) this.#volumes[protocol] = 1
    if (sends || failingContacts) this.#volumes[UDP] = 1
  }

  /** What was counted since the last taking. */
  takeCounts(): ExtractCounts {
    const counts = this.#counts
    counts.records += this.#flowRecords
    counts.parsed += this.#flowRecords
    if (this.#flowRecords > 0) counts.bySource['flow'] = this.#flowRecords
    this.#flowRecords = 0
    this.#counts = emptyCounts()
    return counts
  }

  /** Names the object that the next records come from. */
  begin(object: string): void {
    this.#object = object
  }

  flow(record: FlowRecord, subjects: readonly FlowSubject[]): void {
    this.#flowRecords++
    if (record.family === 6) return
    const talk = this.#talk
    talk.read(record)
    const subject = this.#subjectNumber(record.subject, subjects)
    if (record.direction === 0 && (!talk.oriented || talk.local !== this.#ownAddress[subject]))
      this.#tally(subject, talk)
    const servicePort = talk.initiator === LOCAL_INITIATED ? talk.remotePort : talk.localPort
    const apart = talk.initiator !== 0 && record.protocol === TCP && this.#apartPorts[servicePort] === 1
    if (!apart && !this.#wantsFlow(record, talk)) return
    if (this.#combiner.full) this.#flushFlows()
    this.#combiner.add(record, subject, talk, apart)
  }

  #wantsFlow({ protocol, packets }: FlowRecord, talk: Conversation): boolean {
    if (protocol === TCP) {
      if (this.#calls && (talk.initiator === LOCAL_INITIATED || (!talk.oriented && talk.initiator !== 0))) return true
    } else if (this.#volumes[protocol] === 1 && !(isPrivate4(talk.remote) && isPrivate4(talk.local))) {
      if (talk.initiator !== REMOTE_INITIATED || packets >= SERVED_PACKETS_MIN || !talk.oriented) return true
    }
    const { remotes } = this.#screen.flows
    const { addresses } = this.#indicators
    if ((addresses.categoriesOf4(talk.remote) & remotes) !== 0) return true
    return !talk.oriented && (addresses.categoriesOf4(talk.local) & remotes) !== 0
  }

  #subjectNumber(index: number, subjects: readonly FlowSubject[]): number {
    if (subjects !== this.#objectSubjects) {
      this.#objectSubjects = subjects
      this.#renumbered = []
    }
    const known = this.#renumbered[index]
    if (known !== undefined) return known
    const subject = subjects[index]
    const name = JSON.stringify(subject)
    let number = this.#subjectNumbers.get(name)
    if (number === undefined) {
      number = this.#subjects.push(subject) - 1
      this.#ownAddress.push(-1)
      this.#subjectNumbers.set(name, number)
    }
    this.#renumbered[index] = number
    return number
  }

  /** Once an address of the interface is certain, records that do not tell their sides teach nothing more. */
  #tally(subject: number, talk: Conversation): void {
    if (talk.oriented) {
      this.#ownAddress[subject] = talk.local
      this.ownAddresses.interface(this.#subjects[subject]).own(talk.local)
    } else if (this.#ownAddress[subject] < 0) {
      this.ownAddresses.interface(this.#subjects[subject]).either(talk.local, talk.remote)
    }
  }

  idle(_status: 'NODATA' | 'SKIPDATA'): void {
    this.#flowRecords++
  }

  json(source: JsonSource, record: JsonRecord, context: RecordContext): void {
    const counts = this.#counts
    const wanted = this.#records.wants(source, record)
    if (!wanted && (hasPlainTime(source, record) || record.equals('stage', 'RequestReceived'))) {
      counts.records++
      counts.parsed++
      counts.bySource[source] = (counts.bySource[source] ?? 0) + 1
      return
    }
    const bytes = record.bytes.subarray(record.start, record.end)
    const event = isUtf8(bytes)
      ? eventFrom(source, bytes, context)
      : { reason: 'invalid-utf8' as const, detail: 'the record has bytes that are not UTF-8' }
    if ('reason' in event) {
      this.reject({ ...event, place: record.place })
      return
    }
    counts.records++
    counts.parsed++
    counts.bySource[source] = (counts.bySource[source] ?? 0) + 1
    if (!wanted) return
    const firstOf = event.source === 'cloudtrail' ? this.#records.passed(event) : undefined
    if (this.#candidates.full) this.#flushCandidates()
    this.#candidates.add(event.time, source, context, bytes, firstOf)
  }

  ignored(kind: string): void {
    this.#counts.records++
    this.#counts.ignored[kind] = (this.#counts.ignored[kind] ?? 0) + 1
  }

  reject(rejection: Rejection): void {
    const counts = this.#counts
    counts.records++
    counts.rejected[rejection.reason] = (counts.rejected[rejection.reason] ?? 0) + 1
    if (counts.shown.length < REJECTIONS_SHOWN_MAX) counts.shown.push({ object: this.#object, ...rejection })
  }

  /** Hands out what is collected so far. */
  flush(): void {
    if (this.#combiner.rows > 0) this.#flushFlows()
    if (this.#candidates.size > 0) this.#flushCandidates()
    this.#records.forgetPassed()
  }

  #flushFlows(): void {
    this.#runs.flowRun(this.#combiner.take(this.#subjects))
  }

  #flushCandidates(): void {
    this.#runs.candidateRun(this.#candidates.take())
  }
}

export function emptyCounts(): ExtractCounts {
  return { records: 0, parsed: 0, ignored: {}, rejected: {}, bySource: {}, shown: [] }
}
