import { type ContentFormat, contentFormat, SNIFFED_BYTES } from './content-format.ts'
import { FlowParquetDecoder } from './flow-parquet.ts'
import { FlowSubjects } from './flow-subjects.ts'
import { FlowTextDecoder } from './flow-text-decoder.ts'
import { type InflateLimits, Inflater, inflateWhole } from './inflate.ts'
import { JsonDecoder } from './json-decoder.ts'
import type { RecordContext, RecordSink } from './sink.ts'

/** Gzip inside gzip is met; more is somebody's play. */
const COMPRESSION_DEPTH_MAX = 2
/** Of the payload of a message inside a record, once decompressed. */
const PAYLOAD_BYTES_MAX = 32 * 2 ** 20

export interface DecoderOptions extends InflateLimits {
  /** Account and region of records that carry none, and come in a wrapper that tells none. */
  context: RecordContext
  /** The order of fields of flow logs without a header line; version 2's, unless told. */
  flowFields?: string | readonly string[]
  /** A longer JSON record is rejected. */
  recordBytesMax?: number
  /** A larger Parquet file is rejected. */
  parquetBytesMax?: number
}

/** What takes the bytes of a log object, or of what is inside it. */
interface ByteSink {
  write(chunk: Uint8Array): void
  /** `isCut`: the bytes end before their time. */
  end(isCut: boolean): void | Promise<void>
}

/**
 * Decodes one log object, of whatever format its content tells, into records. Chunks may be cut anywhere and be reused by
 * the caller. Nothing in the bytes makes it throw: what cannot be read is rejected with a reason.
 */
export class Decoder {
  /** As they came. */
  bytesIn = 0
  /** Once decompressed; of what is not compressed, as it came. */
  bytesInflated = 0
  readonly #sink: RecordSink
  readonly #options: DecoderOptions
  readonly #content: ByteSink

  constructor(sink: RecordSink, options: DecoderOptions) {
    this.#sink = sink
    this.#options = options
    this.#content = this.#layer(0)
  }

  write(chunk: Uint8Array): void {
    this.bytesIn += chunk.length
    this.#content.write(chunk)
  }

  async end(): Promise<void> {
    await this.#content.end(false)
  }

  /** Content of a format yet to be told, inside so many compressions. */
  #layer(depth: number): ByteSink {
    return new UntoldContent(this.#options.flowFields, (format) => {
      if (format !== 'gzip' && format !== 'zstd') return this.#counted(this.#open(format))
      if (depth < COMPRESSION_DEPTH_MAX) return this.#inflating(format, depth)
      return this.#rejecting(`compressed more than ${COMPRESSION_DEPTH_MAX} times`)
    })
  }

  #open(format: Exclude<ContentFormat, 'gzip' | 'zstd'>): ByteSink {
    const { context, flowFields: fields, recordBytesMax, parquetBytesMax } = this.#options
    const flow = { context, fields, subjects: new FlowSubjects() }
    switch (format) {
      case 'parquet':
        return new FlowParquetDecoder(this.#sink, flow, parquetBytesMax)
      case 'flow':
        return new FlowTextDecoder(this.#sink, flow)
      case 'json': {
        const text = new FlowTextDecoder(this.#sink, flow)
        return new JsonDecoder(this.#sink, {
          context,
          onText: (bytes, inContext, place) => text.message(bytes, inContext, place),
          inflate: inflatePayload,
          ...(recordBytesMax === undefined ? {} : { recordBytesMax }),
        })
      }
      case 'empty':
        return DISCARD
      case 'unknown':
        return this.#rejecting('neither JSON nor flow logs nor Parquet, nor any of them in gzip or zstd')
    }
  }

  #inflating(compression: 'gzip' | 'zstd', depth: number): ByteSink {
    const inside = this.#layer(depth + 1)
    const inflater = new Inflater(compression, (piece) => inside.write(piece), this.#options)
    return {
      write: (chunk) => inflater.write(chunk),
      end: async () => {
        inflater.end()
        await inside.end(inflater.fault !== undefined)
        const { fault, faultDetail, bytesOut } = inflater
        if (fault !== undefined) this.#sink.reject({ reason: fault, place: { offset: bytesOut }, detail: faultDetail })
      },
    }
  }

  #counted(inside: ByteSink): ByteSink {
    return {
      write: (chunk) => {
        this.bytesInflated += chunk.length
        inside.write(chunk)
      },
      end: (isCut) => inside.end(isCut),
    }
  }

  #rejecting(detail: string): ByteSink {
    this.#sink.reject({ reason: 'unknown-format', place: { offset: 0 }, detail })
    return DISCARD
  }
}

/** Keeps the first bytes until they tell the format, then passes everything on to what reads it. */
class UntoldContent implements ByteSink {
  readonly #flowFields: string | readonly string[] | undefined
  readonly #open: (format: ContentFormat) => ByteSink
  #kept: Uint8Array = new Uint8Array(0)
  /** Looking again only when there is twice as much to see keeps tiny chunks cheap. */
  #tryAgainBytes = 1
  #content: ByteSink | undefined

  constructor(flowFields: string | readonly string[] | undefined, open: (format: ContentFormat) => ByteSink) {
    this.#flowFields = flowFields
    this.#open = open
  }

  write(chunk: Uint8Array): void {
    if (this.#content !== undefined) {
      this.#content.write(chunk)
      return
    }
    const kept = Buffer.concat([this.#kept, chunk])
    const isEnough = kept.length >= this.#tryAgainBytes
    const format = isEnough ? contentFormat(kept.subarray(0, SNIFFED_BYTES), false, this.#flowFields) : undefined
    if (format !== undefined) this.#pass(kept, format)
    else {
      this.#kept = kept
      if (isEnough) this.#tryAgainBytes = Math.min(SNIFFED_BYTES, kept.length * 2)
    }
  }

  async end(isCut: boolean): Promise<void> {
    if (this.#content === undefined) {
      const format = contentFormat(this.#kept, true, this.#flowFields) ?? 'unknown'
      // What is left of a cut stream may be too little to tell; that it is cut is told.
      this.#pass(this.#kept, isCut && format === 'unknown' ? 'empty' : format)
    }
    await this.#content?.end(isCut)
  }

  #pass(kept: Uint8Array, format: ContentFormat): void {
    this.#content = this.#open(format)
    this.#content.write(kept)
    this.#kept = new Uint8Array(0)
  }
}

const DISCARD: ByteSink = { write: () => {}, end: () => {} }

function inflatePayload(bytes: Uint8Array): Uint8Array {
  const compression = bytes[0] === 0x1f ? 'gzip' : 'zstd'
  const { bytes: inflated, fault } = inflateWhole(compression, bytes, PAYLOAD_BYTES_MAX)
  if (fault !== undefined) throw new Error(fault)
  return inflated
}
