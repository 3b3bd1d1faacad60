import { type FlowRecord, NO_TCP_FLAGS, UNKNOWN_DIRECTION } from './event.ts'
import { FlowEndpoints } from './flow-endpoints.ts'
import type { FlowFault } from './flow-fault.ts'
import { DEFAULT_FLOW_FIELDS, type FlowFormat, flowFormat } from './flow-fields.ts'
import { LeadingNames } from './flow-leading-names.ts'
import { FlowLine, INTERFACE, readLine, SOURCE, SPOILT_LINE, STATUS } from './flow-line.ts'
import { FlowNaming } from './flow-naming.ts'
import { readNumbers } from './flow-numbers.ts'
import { readPlainLine } from './flow-plain-line.ts'
import { FlowSubjects, NO_SUBJECT } from './flow-subjects.ts'
import { NOT_PLAIN, readVersion2Line } from './flow-version2-line.ts'
import { ABSENT_WORD, NODATA_WORD, OK_WORD, SKIPDATA_WORD } from './flow-word.ts'
import type { RecordContext } from './sink.ts'

/** What a line turned out to be. `FLOW`: `parser.record` holds it; `REJECTED`: `parser.fault` says why. */
export const FLOW = 0
export const NODATA = 1
export const SKIPDATA = 2
export const BLANK = 3
export const REJECTED = 4
export type FlowLineKind = typeof FLOW | typeof NODATA | typeof SKIPDATA | typeof BLANK | typeof REJECTED

const BAD_STATUS: FlowFault = { reason: 'wrong-type', detail: 'log-status is none of OK, NODATA and SKIPDATA' }
const SPOILT: FlowFault = { reason: 'wrong-type', detail: 'the line has a control character in it' }

/**
 * Parses VPC flow log lines of one format, straight from the bytes into one reused record. A line is a whole record or
 * is rejected with a reason; what stands in columns that Picket does not read is never looked at.
 */
export class FlowLineParser {
  readonly format: FlowFormat
  readonly subjects: FlowSubjects
  readonly record: FlowRecord = emptyRecord()
  /** Where the line after the one just parsed starts. */
  next = 0
  /** Why the line just parsed was rejected. */
  fault: FlowFault = BAD_STATUS
  readonly #line = new FlowLine()
  #view: DataView | undefined
  #bytes: Uint8Array = new Uint8Array(0)
  readonly #endpoints: FlowEndpoints
  readonly #naming: FlowNaming
  readonly #leading = new LeadingNames()
  readonly #hasStatus: boolean
  readonly #isVersion2: boolean

  /** `context` tells the account and region of records that carry none. */
  constructor(
    format: FlowFormat = flowFormat(DEFAULT_FLOW_FIELDS),
    subjects: FlowSubjects = new FlowSubjects(),
    context: RecordContext = {},
  ) {
    this.format = format
    this.subjects = subjects
    this.#endpoints = new FlowEndpoints(format)
    this.#naming = new FlowNaming(subjects, context)
    this.#isVersion2 = format.isVersion2
    this.#hasStatus = format.has('log-status')
  }

  /** The context of the records from here on. */
  set context(context: RecordContext) {
    this.#naming.context = context
    this.#leading.forget()
  }

  /** Parses the line that starts at `from`, its values parted by white space; a line feed must follow, and `SLACK_BYTES` after it. */
  parse(view: DataView, from: number): FlowLineKind {
    if (view !== this.#view) {
      this.#view = view
      this.#bytes = new Uint8Array(view.buffer, view.byteOffset, view.byteLength)
    }
    if (this.#isVersion2 && this.#readVersion2(view, from)) return FLOW
    const line = this.#line
    const isPlain = readPlainLine(this.#bytes, view, from, this.format, line)
    const columns = isPlain ? this.format.columns : readLine(view, from, this.format, line)
    this.next = line.next
    if (columns !== this.format.columns) {
      if (columns === 0) return BLANK
      if (columns === SPOILT_LINE) return this.#reject(SPOILT)
      return this.#reject({
        reason: 'field-count',
        detail: `${columns} fields where the format has ${this.format.columns}`,
      })
    }
    const status = line.words[STATUS]
    if (status !== OK_WORD) {
      if (status === NODATA_WORD) return NODATA
      if (status === SKIPDATA_WORD) return SKIPDATA
      if (status !== ABSENT_WORD) return this.#reject(BAD_STATUS)
      if (!this.#hasStatus && this.#endpoints.isAbsent(view, line, SOURCE)) return NODATA
    }
    const { record } = this
    const fault = this.#endpoints.read(view, line, record) ?? readNumbers(line, record)
    if (fault !== undefined) return this.#reject(fault)
    record.subject = this.#naming.subject(view, line)
    if (record.subject === NO_SUBJECT) return this.#reject(this.#naming.fault)
    if (this.#isVersion2 && isPlain) this.#leading.remember(view, from, line.nameEnds[INTERFACE] + 1, record.subject)
    return FLOW
  }

  /** Reads a line of the interface that the last one was of, if it is as plain as nearly all are. */
  #readVersion2(view: DataView, from: number): boolean {
    const at = this.#leading.end(view, from)
    if (at < 0) return false
    const next = readVersion2Line(this.#bytes, view, at, this.record)
    if (next === NOT_PLAIN) return false
    this.record.subject = this.#leading.subject
    this.next = next
    return true
  }

  /** The 16 bytes of an address of the record just parsed, when its family is 6; reused for the next one. */
  address6(which: number): Uint8Array {
    return this.#endpoints.address6(which)
  }

  #reject(fault: FlowFault): FlowLineKind {
    this.fault = fault
    return REJECTED
  }
}

function emptyRecord(): FlowRecord {
  return {
    subject: 0,
    family: 4,
    source: 0,
    destination: 0,
    packetSource: 0,
    packetDestination: 0,
    sourcePort: 0,
    destinationPort: 0,
    protocol: 0,
    packets: 0,
    bytes: 0,
    start: 0,
    end: 0,
    action: 0,
    tcpFlags: NO_TCP_FLAGS,
    direction: UNKNOWN_DIRECTION,
  }
}
