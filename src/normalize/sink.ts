import type { FlowRecord, FlowSubject } from './event.ts'
import type { JsonRecord } from './json-record.ts'
import type { Rejection } from './rejection.ts'

export type JsonSource = 'cloudtrail' | 'dns' | 'kubernetes' | 'config'

/** What a wrapper told about the records inside it. */
export interface RecordContext {
  accountId?: string
  region?: string
  /** From a log group `/aws/eks/<name>/cluster`. */
  clusterName?: string
}

/**
 * Where a decoder puts what it reads. Called synchronously, once a record, in order; arguments are reused by the
 * decoder, so a sink that keeps something copies it.
 */
export interface RecordSink {
  /** A well-formed flow record with log status `OK`. */
  flow(record: FlowRecord, subjects: readonly FlowSubject[]): void
  /** A flow line that is `NODATA` or `SKIPDATA`: a record, parsed, about no traffic. */
  idle(status: 'NODATA' | 'SKIPDATA'): void
  /** A record of a JSON source, scanned but not parsed: the sink decides whether it is worth `JSON.parse`. */
  json(source: JsonSource, record: JsonRecord, context: RecordContext): void
  /** A known kind of record that Picket does not use, e.g. CloudTrail Insights. */
  ignored(kind: string): void
  reject(rejection: Rejection): void
}
