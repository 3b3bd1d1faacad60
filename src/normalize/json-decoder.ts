import { ByteWindow } from './byte-window.ts'
import { INCOMPLETE, MALFORMED, TOO_DEEP, WRAPPER } from './json-codes.ts'
import { JsonScanner } from './json-scanner.ts'
import { LineSkipper } from './line-skipper.ts'
import { RecordRouter, type RouterOptions } from './record-router.ts'
import type { Rejection } from './rejection.ts'
import type { RecordContext, RecordSink } from './sink.ts'
import { StructureSkipper } from './structure-skipper.ts'

const NEWLINE = 0x0a
const COMMA = 0x2c
const OPEN_ARRAY = 0x5b
const CLOSE_ARRAY = 0x5d
const OPEN_OBJECT = 0x7b
/** CloudWatch Logs exports put the time before each event: `2024-05-01T00:00:00.000Z {…}`. */
const TIME_PREFIX = /^\d{4}-\d\d-\d\dT[\d:.]+Z?\s/
const TIME_PREFIX_BYTES_MAX = 40

/** Between documents: white space, commas, record separators and the bytes of byte order marks. */
const SEPARATORS = new Uint8Array(256)
for (const byte of [0x20, 0x09, 0x0d, NEWLINE, COMMA, 0x1e, 0xef, 0xbb, 0xbf]) SEPARATORS[byte] = 1

export interface JsonDecoderOptions extends RouterOptions {
  /** A longer record is rejected and skipped. */
  recordBytesMax?: number
  /** The place of everything inside, when the bytes come out of another record. */
  place?: Rejection['place']
}

/** Default of `recordBytesMax`. */
export const RECORD_BYTES_MAX = 8 << 20

/**
 * Reads JSON records out of a stream of bytes: one a line, pretty-printed, concatenated, in arrays, or in one of the
 * wrappers that AWS and Kubernetes put around them. Holds two records at most; what cannot be read is rejected once, with
 * its place, and reading goes on behind it. What is read does not depend on how the stream is cut into chunks.
 */
export class JsonDecoder {
  readonly #sink: RecordSink
  readonly #router: RecordRouter
  readonly #scanner: JsonScanner
  readonly #recordBytesMax: number
  readonly #fixedPlace: Rejection['place'] | undefined
  readonly #window = new ByteWindow()
  /** With fewer bytes to read, another attempt is not worth its time. */
  #bytesNeeded = 0
  #openArrays = 0
  #wrapper = ''
  #skipper: StructureSkipper | LineSkipper | undefined

  constructor(sink: RecordSink, options: JsonDecoderOptions) {
    this.#sink = sink
    this.#scanner = new JsonScanner((start) => this.#placeOf(start))
    this.#router = new RecordRouter(sink, options, (bytes, context) => this.#nested(bytes, context, options))
    this.#recordBytesMax = options.recordBytesMax ?? RECORD_BYTES_MAX
    this.#fixedPlace = options.place
  }

  write(chunk: Uint8Array): void {
    this.#window.append(chunk)
    if (this.#window.left < this.#bytesNeeded) return
    this.#bytesNeeded = 0
    this.#read(false)
    this.#window.discard()
  }

  end(): void {
    this.#read(true)
    const { of } = this.#skipper instanceof StructureSkipper ? this.#skipper : { of: undefined }
    const isOpen = this.#wrapper !== '' || this.#openArrays > 0
    if (of === 'rest' || (isOpen && this.#skipper === undefined)) {
      this.#reject('truncated-record', this.#window.at, 'the log ends inside a JSON document')
    }
    this.#window.discard()
  }

  #read(last: boolean): void {
    const window = this.#window
    for (;;) {
      if (this.#skipper !== undefined && !this.#skip(this.#skipper)) return
      this.#separators()
      if (window.left === 0) return
      const byte = window.bytes[window.at]
      if (byte === OPEN_OBJECT) {
        if (!this.#object(last)) return
      } else if (this.#wrapper === '') {
        if (!this.#line(last)) return
      } else if (byte === CLOSE_ARRAY) this.#leaveWrapper()
      else if (!this.#notObject(last)) return
    }
  }

  /** Between values; brackets of arrays at the top are separators as well. */
  #separators(): void {
    const { bytes } = this.#window
    const isTop = this.#wrapper === ''
    let { at } = this.#window
    for (; at < bytes.length; at++) {
      const byte = bytes[at]
      if (SEPARATORS[byte] === 1) continue
      if (isTop && byte === OPEN_ARRAY) this.#openArrays++
      else if (isTop && byte === CLOSE_ARRAY) this.#openArrays = Math.max(0, this.#openArrays - 1)
      else break
    }
    this.#window.at = at
  }

  /** Reads the object at hand; false when it needs more bytes. */
  #object(last: boolean): boolean {
    const { bytes, at: start } = this.#window
    const limit = Math.min(bytes.length, start + this.#recordBytesMax)
    const end = this.#scanner.scan(bytes, start, limit, this.#wrapper === '')
    if (end >= 0) {
      this.#window.at = end
      this.#router.record(this.#scanner, this.#wrapper)
    } else if (end === WRAPPER) this.#enterWrapper(start)
    else if (end === INCOMPLETE) return this.#incomplete(last)
    else if (end === TOO_DEEP) this.#damaged('nested-too-deep', 'nested too deep')
    else this.#damaged('malformed-json', 'not a well-formed JSON object')
    return true
  }

  /** Something else than an object among the records of a wrapper. */
  #notObject(last: boolean): boolean {
    const { bytes, at } = this.#window
    const end = this.#scanner.valueEndIn(bytes, at, Math.min(bytes.length, at + this.#recordBytesMax))
    if (end === INCOMPLETE) return this.#incomplete(last)
    if (end === TOO_DEEP) this.#damaged('nested-too-deep', 'nested too deep')
    else if (end === MALFORMED) {
      this.#reject('malformed-json', at, 'a list of records that is not well-formed')
      this.#closeAll()
      this.#skipper = new StructureSkipper('rejected', 2)
    } else {
      this.#reject('wrong-type', at, `among ${this.#wrapper}: no object`)
      this.#window.at = end
    }
    return true
  }

  /** A value that ends behind what is here. Trying again only when there is twice as much keeps small chunks cheap. */
  #incomplete(last: boolean): boolean {
    const { bytes, at, left } = this.#window
    if (left >= this.#recordBytesMax) {
      this.#reject('record-too-large', at, `a record may have ${this.#recordBytesMax} bytes`)
      this.#skipper = new StructureSkipper('rejected')
      return true
    }
    if (!last) return this.#wait(left * 2)
    const next = objectLineAfter(bytes, at)
    if (next >= 0) this.#reject('malformed-json', at, 'a JSON object that has no end')
    else this.#reject('truncated-record', at, 'the log ends inside a JSON record')
    this.#window.at = next >= 0 ? next : bytes.length
    this.#closeAll()
    return true
  }

  #wait(bytesNeeded: number): false {
    this.#bytesNeeded = Math.min(bytesNeeded, this.#recordBytesMax)
    return false
  }

  /** Inside a list, goes on behind the value; else at the next line that may have a record. */
  #damaged(reason: 'malformed-json' | 'nested-too-deep', detail: string): void {
    this.#reject(reason, this.#window.at, detail)
    const isListed = this.#wrapper !== '' || this.#openArrays > 0
    this.#skipper = isListed ? new StructureSkipper('rejected') : new LineSkipper(true)
  }

  #enterWrapper(start: number): void {
    const { container, containerStart } = this.#scanner
    this.#wrapper = container
    this.#router.wrapper(this.#window.bytes.subarray(start, containerStart))
    this.#window.at = containerStart + 1
  }

  /** What follows the array inside the wrapper is passed over. */
  #leaveWrapper(): void {
    this.#window.at++
    this.#wrapper = ''
    this.#router.wrapperEnd()
    this.#skipper = new StructureSkipper('rest', 1)
  }

  #closeAll(): void {
    this.#openArrays = 0
    if (this.#wrapper !== '') this.#router.wrapperEnd()
    this.#wrapper = ''
  }

  #skip(skipper: StructureSkipper | LineSkipper): boolean {
    const { bytes, at } = this.#window
    const end = skipper.skip(bytes, at)
    this.#window.at = end < 0 ? bytes.length : end
    if (end < 0) return false
    if (skipper instanceof StructureSkipper && skipper.leftDocument) this.#closeAll()
    this.#skipper = undefined
    return true
  }

  /** A time before a record or a line of text, or a line that is no JSON. */
  #line(last: boolean): boolean {
    const { bytes, at } = this.#window
    const start = Buffer.from(bytes.subarray(at, at + TIME_PREFIX_BYTES_MAX)).toString('latin1')
    if (start.length < TIME_PREFIX_BYTES_MAX && !last && !start.includes('\n')) return this.#wait(TIME_PREFIX_BYTES_MAX)
    const [head] = start.split('\n', 1)
    const prefix = TIME_PREFIX.exec(head)
    if (prefix !== null) return this.#afterTime(at + prefix[0].length, last)
    this.#reject('malformed-json', at, `not JSON: ${printable(head)}`)
    this.#openArrays = 0
    this.#skipper = new LineSkipper(false)
    return true
  }

  /** Text after a time is a line of a text log. */
  #afterTime(from: number, last: boolean): boolean {
    const { bytes, at, left } = this.#window
    if (bytes[from] === OPEN_OBJECT) {
      this.#window.at = from
      return true
    }
    const newline = bytes.indexOf(NEWLINE, from)
    const end = newline < 0 ? bytes.length : newline
    if (end - at > this.#recordBytesMax) {
      this.#reject('record-too-large', at, `a line may have ${this.#recordBytesMax} bytes`)
      this.#skipper = new LineSkipper(false)
      return true
    }
    if (newline < 0 && !last) return this.#wait(left * 2)
    this.#router.text(bytes.subarray(from, end), this.#placeOf(at))
    this.#window.at = end
    return true
  }

  #nested(bytes: Uint8Array, context: RecordContext, options: JsonDecoderOptions): void {
    const depth = (options.depth ?? 0) + 1
    const inner = new JsonDecoder(this.#sink, { ...options, context, depth, place: this.#scanner.place })
    inner.write(bytes)
    inner.end()
  }

  #placeOf(at: number): Rejection['place'] {
    if (this.#fixedPlace !== undefined) return this.#fixedPlace
    if (this.#wrapper !== '') return { offset: this.#window.offsetOf(at) }
    return { line: this.#window.lineOf(at) }
  }

  #reject(reason: Rejection['reason'], at: number, detail: string): void {
    this.#sink.reject({ reason, place: this.#placeOf(at), detail })
  }
}

/** Where the first line behind `at` begins that begins with an object; -1 when there is none. */
function objectLineAfter(bytes: Uint8Array, at: number): number {
  for (let i = bytes.indexOf(NEWLINE, at); i >= 0; i = bytes.indexOf(NEWLINE, i + 1)) {
    if (bytes[i + 1] === OPEN_OBJECT) return i + 1
  }
  return -1
}

/** The start of something unreadable, safe to show. */
function printable(text: string): string {
  return JSON.stringify(text.slice(0, 40))
}
