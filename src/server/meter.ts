import type { FlowRecord, FlowSubject } from '../normalize/event.ts'
import type { JsonRecord } from '../normalize/json-record.ts'
import type { Rejection } from '../normalize/rejection.ts'
import type { JsonSource, RecordContext, RecordSink } from '../normalize/sink.ts'

export type MeteredSource = 'FLOW_LOGS' | 'CLOUD_TRAIL' | 'DNS_LOGS' | 'S3_LOGS' | 'KUBERNETES_AUDIT_LOGS'

/** What was read of one account, region and source; `resource` is the bucket of S3 data events, else empty. */
export interface Metered {
  accountId: string
  region: string
  dataSource: MeteredSource
  resource: string
  events: number
  bytes: number
}

/** Different (account, region, source, bucket) counted apart at once; what comes after is counted without its bucket. */
const COUNTED_MAX = 10_000
/** A flow record's share of its log: what a line of the default format takes. */
const FLOW_BYTES = 110

/**
 * Counts records by whose they are on their way to `inner`. Told from the bytes, without parsing: a value that is written
 * with escapes is not found, and its record counts for the account that delivered it.
 */
export class Meter implements RecordSink {
  readonly #inner: RecordSink
  readonly #fallback: { accountId: string; region: string }
  readonly #counted = new Map<string, Metered>()

  constructor(inner: RecordSink, { accountId = '', region = '' }: RecordContext) {
    this.#inner = inner
    this.#fallback = { accountId, region }
  }

  /** What was counted since the last taking. */
  take(): Metered[] {
    const counted = [...this.#counted.values()]
    this.#counted.clear()
    return counted
  }

  flow(record: FlowRecord, subjects: readonly FlowSubject[]): void {
    const { accountId, region } = subjects[record.subject]
    this.#count(accountId, region, 'FLOW_LOGS', '', FLOW_BYTES)
    this.#inner.flow(record, subjects)
  }

  idle(status: 'NODATA' | 'SKIPDATA'): void {
    this.#inner.idle(status)
  }

  json(source: JsonSource, record: JsonRecord, context: RecordContext): void {
    const { bytes, start, end } = record
    const text = Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start)
    switch (source) {
      case 'cloudtrail': {
        const accountId = stringAfter(text, ACCOUNT_KEYS) ?? context.accountId
        const isData = record.equals('eventCategory', 'Data') && record.equals('eventSource', 's3.amazonaws.com')
        const bucket = isData ? (stringAfter(text, BUCKET_KEYS) ?? '') : ''
        this.#count(accountId, stringAfter(text, REGION_KEYS), isData ? 'S3_LOGS' : 'CLOUD_TRAIL', bucket, text.length)
        break
      }
      case 'dns':
        this.#count(stringAfter(text, DNS_ACCOUNT), stringAfter(text, DNS_REGION), 'DNS_LOGS', '', text.length)
        break
      case 'kubernetes':
        this.#count(context.accountId, context.region, 'KUBERNETES_AUDIT_LOGS', '', text.length)
        break
      case 'config':
        break
    }
    this.#inner.json(source, record, context)
  }

  ignored(kind: string): void {
    this.#inner.ignored(kind)
  }

  reject(rejection: Rejection): void {
    this.#inner.reject(rejection)
  }

  #count(
    accountId = this.#fallback.accountId,
    region = this.#fallback.region,
    dataSource: MeteredSource,
    resource: string,
    bytes: number,
  ): void {
    const full = this.#counted.size >= COUNTED_MAX
    const key = `${accountId} ${region} ${dataSource} ${full ? '' : resource}`
    const known = this.#counted.get(key)
    if (known !== undefined) {
      known.events++
      known.bytes += bytes
    } else {
      this.#counted.set(key, { accountId, region, dataSource, resource: full ? '' : resource, events: 1, bytes })
    }
  }
}

const ACCOUNT_KEYS = '"recipientAccountId"'
const REGION_KEYS = '"awsRegion"'
const BUCKET_KEYS = '"bucketName"'
const DNS_ACCOUNT = '"account_id"'
const DNS_REGION = '"region"'
const VALUE_BYTES_MAX = 64
const QUOTE = 0x22
const COLON = 0x3a
const SPACE = 0x20

/** The plain string that follows the last mention of a member name in JSON text, where it is short. */
function stringAfter(text: Buffer, name: string): string | undefined {
  let at = text.lastIndexOf(name)
  if (at < 0) return undefined
  at += name.length
  while (text[at] === SPACE) at++
  if (text[at] !== COLON) return undefined
  at++
  while (text[at] === SPACE) at++
  if (text[at] !== QUOTE) return undefined
  const end = text.indexOf(QUOTE, at + 1)
  if (end < 0 || end - at - 1 > VALUE_BYTES_MAX) return undefined
  return text.toString('latin1', at + 1, end)
}
