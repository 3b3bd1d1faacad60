import { unwrapEnvelope } from './envelope.ts'
import type { JsonObject } from './event.ts'
import type { JsonScanner } from './json-scanner.ts'
import type { Rejection } from './rejection.ts'
import type { JsonSource, RecordContext, RecordSink } from './sink.ts'

/** How deep records may be wrapped in records. */
const WRAPPING_DEPTH_MAX = 4
/** Gzip inside gzip is met; more is somebody's play, such as a file that decompresses to itself. */
const COMPRESSION_DEPTH_MAX = 2

export interface RouterOptions {
  context: RecordContext
  depth?: number
  /** A record that is a line of text, such as a flow log record in a CloudWatch Logs message. */
  onText: (bytes: Uint8Array, context: RecordContext, place: Rejection['place']) => void
  /** Decompresses a small payload, or throws. */
  inflate: (bytes: Uint8Array) => Uint8Array
}

/** Tells what a scanned record is, and takes records out of the messages they travel in. */
export class RecordRouter {
  readonly #sink: RecordSink
  readonly #options: RouterOptions
  readonly #nested: (bytes: Uint8Array, context: RecordContext) => void
  #context: RecordContext
  #isControl = false

  constructor(sink: RecordSink, options: RouterOptions, nested: (bytes: Uint8Array, context: RecordContext) => void) {
    this.#sink = sink
    this.#options = options
    this.#nested = nested
    this.#context = options.context
  }

  /** The head of a wrapper, up to its array: `{"owner":"…","logGroup":"…","logEvents":`. */
  wrapper(head: Uint8Array): void {
    const members = headMembers(head)
    const owner = members['owner']
    const logGroup = typeof members['logGroup'] === 'string' ? members['logGroup'] : ''
    const cluster = /^\/aws\/eks\/([^/]+)\/cluster$/.exec(logGroup)?.[1]
    this.#isControl = members['messageType'] === 'CONTROL_MESSAGE'
    this.#context = {
      ...this.#options.context,
      ...(typeof owner === 'string' && /^\d{12}$/.test(owner) ? { accountId: owner } : {}),
      ...(cluster === undefined ? {} : { clusterName: cluster }),
    }
  }

  wrapperEnd(): void {
    this.#context = this.#options.context
    this.#isControl = false
  }

  /** A scanned record, inside the wrapper's array of that name or outside any. */
  record(record: JsonScanner, wrapper: string): void {
    if (wrapper === 'logEvents') {
      this.#logEvent(record)
      return
    }
    if (wrapper === 'records') {
      this.#firehoseRecord(record)
      return
    }
    const source = this.#sourceOf(record)
    if (source === 'known') return
    if (source !== undefined) this.#sink.json(source, record, this.#context)
    else this.#envelope(record)
  }

  text(bytes: Uint8Array, place: Rejection['place']): void {
    this.#options.onText(bytes, this.#context, place)
  }

  /** `known`: a kind of record that is not used, and has been counted. */
  #sourceOf(record: JsonScanner): JsonSource | 'known' | undefined {
    if (record.equals('eventCategory', 'Insight') || record.equals('eventType', 'AwsCloudTrailInsight')) {
      this.#sink.ignored('cloudtrail-insight')
      return 'known'
    }
    if (record.equals('eventSource', 'aws:s3')) {
      this.#sink.ignored('s3-event-notification')
      return 'known'
    }
    if (record.has('eventSource') && record.has('eventName')) return 'cloudtrail'
    if (record.has('query_name')) return 'dns'
    if (record.has('auditID')) return 'kubernetes'
    if (record.has('configurationItemCaptureTime')) return 'config'
    if (record.has('digestS3Bucket')) {
      this.#sink.ignored('cloudtrail-digest')
      return 'known'
    }
    return undefined
  }

  #logEvent(record: JsonScanner): void {
    if (this.#isControl) {
      this.#sink.ignored('cloudwatch-control-message')
      return
    }
    const { message } = parse(record)
    if (typeof message !== 'string') {
      this.#reject(record, 'missing-field', 'a log event without a message')
      return
    }
    this.#payload(record, Buffer.from(message))
  }

  #firehoseRecord(record: JsonScanner): void {
    const { data } = parse(record)
    if (typeof data !== 'string') {
      this.#reject(record, 'missing-field', 'a Firehose record without data')
      return
    }
    this.#payload(record, Buffer.from(data, 'base64'))
  }

  #payload(record: JsonScanner, bytes: Uint8Array, compressions = 0): void {
    const { depth = 0, inflate, onText } = this.#options
    if (depth >= WRAPPING_DEPTH_MAX || compressions > COMPRESSION_DEPTH_MAX) {
      this.#reject(record, 'nested-too-deep', 'records wrapped in records too often')
      return
    }
    if (bytes[0] === 0x1f && bytes[1] === 0x8b) {
      let inflated: Uint8Array
      try {
        inflated = inflate(bytes)
      } catch {
        this.#reject(record, 'truncated-compression', 'compressed data that cannot be read')
        return
      }
      this.#payload(record, inflated, compressions + 1)
      return
    }
    const first = bytes.find((byte) => byte > 0x20)
    if (first === 0x7b || first === 0x5b) this.#nested(bytes, this.#context)
    else if (this.#context.clusterName !== undefined) this.#sink.ignored('eks-control-plane-log')
    else onText(bytes, this.#context, record.place)
  }

  /** Log shippers put the record under a member of their own. */
  #envelope(record: JsonScanner): void {
    const json = parse(record)
    const inner = (this.#options.depth ?? 0) < WRAPPING_DEPTH_MAX ? unwrapEnvelope(json) : undefined
    if (inner !== undefined) this.#payload(record, Buffer.from(inner))
    else {
      const members = Object.keys(json).slice(0, 5).join(', ')
      this.#reject(
        record,
        'unknown-format',
        `no log record that Picket knows: an object with ${members || 'no members'}`,
      )
    }
  }

  #reject(record: JsonScanner, reason: Rejection['reason'], detail: string): void {
    this.#sink.reject({ reason, place: record.place, detail: detail.slice(0, 200) })
  }
}

function parse(record: JsonScanner): JsonObject {
  const { bytes, start, end } = record
  try {
    return JSON.parse(Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString('utf8')) as JsonObject
  } catch {
    return {}
  }
}

function headMembers(head: Uint8Array): JsonObject {
  try {
    return JSON.parse(`${Buffer.from(head).toString('utf8')}[]}`) as JsonObject
  } catch {
    return {}
  }
}
