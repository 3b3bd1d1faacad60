import type { Rejection } from './rejection.ts'

/** The members that deciding about a record needs, as dotted paths from the record's root. */
export const SCANNED_PATHS = [
  // CloudTrail
  'eventSource',
  'eventName',
  'eventTime',
  'eventID',
  'eventType',
  'eventCategory',
  'sourceIPAddress',
  'userAgent',
  'userIdentity.type',
  'userIdentity.principalId',
  'userIdentity.accessKeyId',
  'digestS3Bucket',
  // Route 53 Resolver query log
  'query_name',
  'query_timestamp',
  'answers',
  // Kubernetes audit
  'auditID',
  'requestReceivedTimestamp',
  'stage',
  'verb',
  'user.username',
  'objectRef.resource',
  'objectRef.subresource',
  'sourceIPs',
  // AWS Config
  'configurationItemCaptureTime',
] as const
export type ScannedPath = (typeof SCANNED_PATHS)[number]

/**
 * One JSON record found in the bytes, with the spans of its deciding members. Reused for the next record: copy what you
 * keep. Spans are of the raw JSON value: a string's span excludes its quotes; escapes are undone by `text`.
 */
export interface JsonRecord {
  /** Where the record is in its object, for a rejection. */
  readonly place: Rejection['place']
  readonly bytes: Uint8Array
  /** The record is `bytes[start, end)`, one JSON object. */
  readonly start: number
  readonly end: number
  has(path: ScannedPath): boolean
  /** The member as text: a string unescaped, anything else as written; undefined when absent. */
  text(path: ScannedPath): string | undefined
  /** Where the raw value starts and ends (string: without quotes); -1 when absent. */
  valueStart(path: ScannedPath): number
  valueEnd(path: ScannedPath): number
  /** Whether the member is a string without escapes that equals `ascii`; makes no string. */
  equals(path: ScannedPath, ascii: string): boolean
}
