import type { Rejection } from './rejection.ts'

/** The members that deciding about a record needs, as dotted paths from the record's root. */
export const SCANNED_PATHS = [
  // CloudTrail
  'eventSource', 'eventName', 'eventTime', 'eventID', 'eventType', 'eventCategory', 'managementEvent', 'errorCode',
  'sourceIPAddress', 'userAgent', 'awsRegion', 'recipientAccountId', 'userIdentity.type', 'userIdentity.accountId',
  'userIdentity.invokedBy',
  // Route 53 Resolver query log
  'query_name', 'query_timestamp', 'rcode', 'srcaddr', 'account_id', 'region', 'answers', 'srcids.instance',
  // Kubernetes audit
  'kind', 'apiVersion', 'auditID', 'stage', 'verb', 'requestURI', 'user.username', 'objectRef.resource',
  'objectRef.subresource', 'objectRef.namespace', 'sourceIPs', 'responseStatus.code', 'requestReceivedTimestamp',
  // AWS Config
  'configurationItemCaptureTime', 'resourceType', 'resourceId',
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
  /** The member as text: a string unescaped, a number or literal as written; undefined when absent. */
  text(path: ScannedPath): string | undefined
  /** Where the raw value starts and ends (string: without quotes); -1 when absent. */
  valueStart(path: ScannedPath): number
  valueEnd(path: ScannedPath): number
  /** Whether the member's raw bytes equal `ascii`, without making a string. */
  equals(path: ScannedPath, ascii: string): boolean
}
