import { INCOMPLETE, TOO_DEEP, WRAPPER } from './json-codes.ts'
import { JsonScanner } from './json-scanner.ts'
import { isSpace, skipContainer } from './json-skip.ts'
import { RecordRouter, type RouterOptions } from './record-router.ts'
import type { Rejection } from './rejection.ts'
import type { RecordContext, RecordSink } from './sink.ts'
import { StructureSkipper } from './structure-skipper.ts'

const NEWLINE = 0x0a
const COMMA = 0x2c
const OPEN_ARRAY = 0x5b
const CLOSE_ARRAY = 0x5d
const OPEN_OBJECT = 0x7b
const RECORD_SEPARATOR = 0x1e
/** CloudWatch Logs exports put the time before each event: `2024-05-01T00:00:00.000Z {…}`. */
const TIME_PREFIX = /^\d{4}-\d\d-\d\dT[\d:.]+Z?\s/
const TIME_PREFIX_BYTES_MAX = 40

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
 * wrappers that AWS and Kubernetes put around them. Holds one record at most; what cannot be read is rejected with its
 * place, and reading goes on at the next line.
 */
export class JsonDecoder {
  readonly #sink: RecordSink
  readonly #router: RecordRouter
  readonly #scanner = new JsonScanner()
  readonly #recordBytesMax: number
  readonly #fixedPlace: Rejection['place'] | undefined
  #buffer: Uint8Array = new Uint8Array(0)
  #at = 0
  /** Offset of the buffer in the object, and line breaks before it. */
  #offset = 0
  #linesBefore = 0
  #openArrays = 0
  #wrapper = ''
  /** Inside the rest of a wrapper after its array, or of a record too large. */
  #skipper: StructureSkipper | undefined
  #inJunk = false

  constructor(sink: RecordSink, options: JsonDecoderOptions) {
    this.#sink = sink
    this.#router = new RecordRouter(sink, options, (bytes, context) => this.#nested(bytes, context, options))
    this.#recordBytesMax = options.recordBytesMax ?? RECORD_BYTES_MAX
    this.#fixedPlace = options.place
  }

  write(chunk: Uint8Array): void {
    this.#append(chunk)
    this.#read(false)
    this.#discard()
  }

  end(): void {
    this.#read(true)
    if (this.#skipper !== undefined || this.#wrapper !== '' || this.#openArrays > 0) {
      this.#reject('truncated-record', this.#at, 'the log ends inside a JSON document')
    }
    this.#discard()
  }

  #append(chunk: Uint8Array): void {
    if (this.#buffer.length === 0) this.#buffer = chunk
    else {
      const joined = new Uint8Array(this.#buffer.length + chunk.length)
      joined.set(this.#buffer)
      joined.set(chunk, this.#buffer.length)
      this.#buffer = joined
    }
  }

  /** Drops what has been read; the rest is copied, since the caller reuses its chunks. */
  #discard(): void {
    for (let i = this.#buffer.indexOf(NEWLINE); i >= 0 && i < this.#at; i = this.#buffer.indexOf(NEWLINE, i + 1))
      this.#linesBefore++
    this.#offset += this.#at
    this.#buffer = this.#buffer.slice(this.#at)
    this.#at = 0
  }

  #read(last: boolean): void {
    for (;;) {
      if (this.#skipper !== undefined && !this.#skip(this.#skipper)) return
      this.#separators()
      if (this.#at >= this.#buffer.length) return
      const byte = this.#buffer[this.#at]
      if (byte === CLOSE_ARRAY && this.#wrapper !== '') this.#leaveWrapper()
      else if (byte === OPEN_OBJECT) {
        this.#inJunk = false
        if (!this.#object(last)) return
      } else if (!this.#prefixOrJunk(last)) return
    }
  }

  /** Between values; brackets of arrays at the top are separators as well. */
  #separators(): void {
    const buffer = this.#buffer
    for (; this.#at < buffer.length; this.#at++) {
      const byte = buffer[this.#at]
      if (isSpace(byte) || byte === COMMA || byte === RECORD_SEPARATOR) continue
      if (this.#wrapper === '' && byte === OPEN_ARRAY) this.#openArrays++
      else if (this.#wrapper === '' && byte === CLOSE_ARRAY && this.#openArrays > 0) this.#openArrays--
      else return
    }
  }

  /** Reads the object at hand; false when it needs more bytes. */
  #object(last: boolean): boolean {
    const start = this.#at
    const inWrapper = this.#wrapper !== ''
    const end = this.#scanner.scan(this.#buffer, start, this.#buffer.length, !inWrapper)
    if (end === WRAPPER) this.#enterWrapper(start)
    else if (end >= 0) {
      this.#at = end
      this.#scanner.place = this.#placeOf(start)
      this.#router.record(this.#scanner, this.#wrapper)
    } else if (end === INCOMPLETE) return this.#incomplete(start, last)
    else this.#malformed(start, end === TOO_DEEP ? 'nested-too-deep' : 'malformed-json')
    return true
  }

  #incomplete(start: number, last: boolean): boolean {
    const length = this.#buffer.length - start
    if (!last && length <= this.#recordBytesMax) return false
    const newline = this.#buffer.indexOf(NEWLINE, start)
    if (newline >= 0 && this.#wrapper === '' && newline < this.#buffer.length - 1) {
      this.#malformed(start, 'malformed-json')
      return true
    }
    if (last) {
      this.#reject('truncated-record', start, 'the log ends inside a JSON record')
      this.#at = this.#buffer.length
      this.#wrapper = ''
      this.#openArrays = 0
      return false
    }
    this.#reject('record-too-large', start, `a record may have ${this.#recordBytesMax} bytes`)
    this.#skipper = new StructureSkipper()
    return true
  }

  /** Goes on behind the object where its brackets balance, else at the next line. */
  #malformed(start: number, reason: 'malformed-json' | 'nested-too-deep'): void {
    this.#reject(reason, start, reason === 'malformed-json' ? 'not a well-formed JSON object' : 'nested too deep')
    const balanced = this.#wrapper === '' ? -1 : skipContainer(this.#buffer, start, this.#buffer.length)
    const newline = this.#buffer.indexOf(NEWLINE, start)
    if (balanced > 0) this.#at = balanced
    else {
      this.#at = newline < 0 ? this.#buffer.length : newline + 1
      this.#inJunk = newline < 0
    }
  }

  #enterWrapper(start: number): void {
    const { container, containerStart } = this.#scanner
    this.#wrapper = container
    this.#router.wrapper(this.#buffer.subarray(start, containerStart))
    this.#at = containerStart + 1
  }

  /** What follows the array inside the wrapper is passed over. */
  #leaveWrapper(): void {
    this.#at++
    this.#wrapper = ''
    this.#router.wrapperEnd()
    this.#skipper = new StructureSkipper(1)
  }

  #skip(skipper: StructureSkipper): boolean {
    const end = skipper.skip(this.#buffer, this.#at)
    this.#at = end < 0 ? this.#buffer.length : end
    if (end < 0) return false
    this.#skipper = undefined
    return true
  }

  /** A time before a record, or bytes that are no JSON: passed over to the next line, and rejected once. */
  #prefixOrJunk(last: boolean): boolean {
    const buffer = this.#buffer
    const head = Buffer.from(buffer.subarray(this.#at, this.#at + TIME_PREFIX_BYTES_MAX)).toString('latin1')
    const prefix = TIME_PREFIX.exec(head)
    if (prefix !== null) {
      this.#at += prefix[0].length
      return this.#afterPrefix(last)
    }
    if (head.length < TIME_PREFIX_BYTES_MAX && !last && !head.includes('\n') && this.#wrapper === '') return false
    if (!this.#inJunk) this.#reject('malformed-json', this.#at, `not JSON: ${printable(head)}`)
    const newline = buffer.indexOf(NEWLINE, this.#at)
    this.#inJunk = newline < 0
    this.#at = newline < 0 ? buffer.length : newline + 1
    return true
  }

  /** Text after a time is a line of a text log. */
  #afterPrefix(last: boolean): boolean {
    if (this.#at >= this.#buffer.length || this.#buffer[this.#at] === OPEN_OBJECT) return true
    const newline = this.#buffer.indexOf(NEWLINE, this.#at)
    if (newline < 0 && !last) return true
    const end = newline < 0 ? this.#buffer.length : newline
    this.#router.text(this.#buffer.subarray(this.#at, end), this.#placeOf(this.#at))
    this.#at = end
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
    if (this.#wrapper !== '') return { offset: this.#offset + at }
    let line = this.#linesBefore + 1
    for (let i = this.#buffer.indexOf(NEWLINE); i >= 0 && i < at; i = this.#buffer.indexOf(NEWLINE, i + 1)) line++
    return { line }
  }

  #reject(reason: Rejection['reason'], at: number, detail: string): void {
    this.#sink.reject({ reason, place: this.#placeOf(at), detail })
  }
}

/** The start of something unreadable, safe to show. */
export function printable(text: string): string {
  return JSON.stringify(text.slice(0, 40))
}
