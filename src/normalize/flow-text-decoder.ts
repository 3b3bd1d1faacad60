import { writeSpaced } from './flow-csv.ts'
import { DEFAULT_FLOW_FIELDS, type FlowFormat, flowFormat, formatOfHeader } from './flow-fields.ts'
import { SLACK_BYTES } from './flow-line.ts'
import { BLANK, FLOW, type FlowLineKind, FlowLineParser, NODATA, REJECTED } from './flow-parser.ts'
import { FlowSubjects } from './flow-subjects.ts'
import { isoPrefixEnd } from './iso-prefix.ts'
import type { Rejection } from './rejection.ts'
import type { RecordContext, RecordSink } from './sink.ts'

export const LINE_BYTES_MAX = 65_536
const LF = 10
const NONE = -1

export interface FlowTextOptions {
  /** The order of fields of lines that no header line precedes; version 2's, unless told. */
  fields?: string | readonly string[] | undefined
  /** Account and region of records that carry none. */
  context?: RecordContext | undefined
  /** Shared with whatever else decodes the same log object. */
  subjects?: FlowSubjects | undefined
}

/**
 * Flow logs as text: one record a line, whose fields a header line may name, at the start or further on (in files put
 * together of several). A line may begin with the time that CloudWatch exports put before it. A line longer than
 * `LINE_BYTES_MAX` is rejected without being kept. What is read does not depend on how the text is cut into chunks.
 */
export class FlowTextDecoder {
  readonly #sink: RecordSink
  readonly #context: RecordContext
  readonly #messages: FlowLineParser
  #parser: FlowLineParser
  /** The line that a chunk ended in, with room for a line feed and the slack after it. */
  readonly #carry = new Uint8Array(LINE_BYTES_MAX + 1 + SLACK_BYTES)
  readonly #carryView = new DataView(this.#carry.buffer)
  #carried = 0
  /** Inside a line that is too long, and rejected already. */
  #skipping = false
  #line = 1
  /** Of the message that is being read. */
  #place: Rejection['place'] | undefined
  #spaced: Uint8Array | undefined

  constructor(sink: RecordSink, options: FlowTextOptions = {}) {
    this.#sink = sink
    this.#context = options.context ?? {}
    const format = flowFormat(options.fields ?? DEFAULT_FLOW_FIELDS)
    this.#parser = new FlowLineParser(format, options.subjects ?? new FlowSubjects(), this.#context)
    this.#messages = new FlowLineParser(format, this.#parser.subjects, this.#context)
  }

  write(chunk: Uint8Array): void {
    const view = new DataView(chunk.buffer, chunk.byteOffset, chunk.length)
    let at = 0
    if (this.#carried > 0 || this.#skipping) {
      const lineEnd = chunk.indexOf(LF)
      this.#keep(chunk.subarray(0, lineEnd === NONE ? chunk.length : lineEnd))
      if (lineEnd === NONE) return
      this.#endLine()
      at = lineEnd + 1
    }
    // The last lines of a chunk lack the slack that reading takes for granted, so they are read from the carry.
    const withSlack = chunk.length - 1 - SLACK_BYTES
    const lastInPlace = withSlack < 0 ? NONE : chunk.lastIndexOf(LF, withSlack)
    while (at <= lastInPlace) at = this.#readLine(view, at, this.#parser)
    for (let end = chunk.indexOf(LF, at); end !== NONE; end = chunk.indexOf(LF, at)) {
      this.#keep(chunk.subarray(at, end))
      this.#endLine()
      at = end + 1
    }
    this.#keep(chunk.subarray(at))
  }

  /** `isCut`: the text is known to end before its time, so that a line it ends in is no whole one. */
  end(isCut = false): void {
    if (isCut && this.#carried > 0) {
      const detail = 'the log ends inside a line'
      this.#sink.reject({ reason: 'truncated-record', place: { line: this.#line }, detail })
    } else if (this.#carried > 0 || this.#skipping) this.#endLine()
  }

  /** Reads lines that came as a message of their own, in a context of their own, and without header. `place` is the message's. */
  message(bytes: Uint8Array, context: RecordContext, place?: Rejection['place']): void {
    this.#place = place
    this.#readMessage(bytes, context)
    this.#place = undefined
  }

  #readMessage(bytes: Uint8Array, context: RecordContext): void {
    if (bytes.length > LINE_BYTES_MAX) {
      this.#rejectTooLong()
      return
    }
    const padded = new Uint8Array(bytes.length + 1 + SLACK_BYTES)
    padded.set(bytes)
    padded[bytes.length] = LF
    const view = new DataView(padded.buffer)
    this.#messages.context = { ...this.#context, ...context }
    for (let at = 0; at <= bytes.length; ) at = this.#readLine(view, at, this.#messages)
  }

  /** Reads the line at `from` and answers where the next one starts. */
  #readLine(view: DataView, from: number, parser: FlowLineParser): number {
    const start = isoPrefixEnd(view, this.#line === 1 ? bomEnd(view, from) : from)
    const kind = parser.parse(view, start)
    const { next } = parser
    if (next - 1 - from > LINE_BYTES_MAX) this.#rejectTooLong()
    else if (parser.format.comma)
      this.#give(this.#parseCommas(view, start, next - 1, parser), view, start, next - 1, parser)
    else this.#give(kind, view, start, next - 1, parser)
    if (this.#place === undefined) this.#line++
    return next
  }

  #give(kind: FlowLineKind, view: DataView, start: number, end: number, parser: FlowLineParser): void {
    if (kind === FLOW) {
      this.#sink.flow(parser.record, parser.subjects.list)
      return
    }
    if (kind !== REJECTED) {
      if (kind !== BLANK) this.#sink.idle(kind === NODATA ? 'NODATA' : 'SKIPDATA')
      return
    }
    const format = parser === this.#messages ? undefined : formatOfHeader(bytesOf(view, start, end))
    if (format === undefined) this.#sink.reject({ ...parser.fault, place: this.#place ?? { line: this.#line } })
    else this.#useFormat(format)
  }

  #parseCommas(view: DataView, start: number, end: number, parser: FlowLineParser): FlowLineKind {
    this.#spaced ??= new Uint8Array(LINE_BYTES_MAX * 2 + 2 + SLACK_BYTES)
    writeSpaced(bytesOf(view, start, end), this.#spaced)
    return parser.parse(new DataView(this.#spaced.buffer), 0)
  }

  #useFormat(format: FlowFormat): void {
    this.#parser = new FlowLineParser(format, this.#parser.subjects, this.#context)
  }

  #keep(bytes: Uint8Array): void {
    if (this.#skipping) return
    if (this.#carried + bytes.length > LINE_BYTES_MAX) {
      this.#rejectTooLong()
      this.#skipping = true
      this.#carried = 0
      return
    }
    this.#carry.set(bytes, this.#carried)
    this.#carried += bytes.length
  }

  #endLine(): void {
    if (this.#skipping) this.#line++
    else {
      this.#carry[this.#carried] = LF
      this.#readLine(this.#carryView, 0, this.#parser)
    }
    this.#skipping = false
    this.#carried = 0
  }

  #rejectTooLong(): void {
    const detail = `the line is longer than ${LINE_BYTES_MAX} bytes`
    this.#sink.reject({ reason: 'record-too-large', place: this.#place ?? { line: this.#line }, detail })
  }
}

function bytesOf(view: DataView, from: number, to: number): Uint8Array {
  return new Uint8Array(view.buffer, view.byteOffset + from, to - from)
}

/** After the byte order mark of UTF-8, if there is one. */
function bomEnd(view: DataView, from: number): number {
  const marked = view.getUint8(from) === 0xef && view.getUint8(from + 1) === 0xbb && view.getUint8(from + 2) === 0xbf
  return marked ? from + 3 : from
}
