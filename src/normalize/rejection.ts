/**
 * Why a record was not read. Every reason is counted and shown; none stops a batch (architecture invariant 6).
 */
export type RejectReason =
  | 'truncated-compression' // the gzip or zstd stream ends early or is damaged; records before the damage were read
  | 'inflate-limit' // decompressed size or ratio over the limit
  | 'truncated-record' // the object ends inside a record
  | 'record-too-large'
  | 'malformed-json'
  | 'nested-too-deep'
  | 'invalid-utf8'
  | 'missing-field'
  | 'wrong-type'
  | 'invalid-time'
  | 'invalid-address'
  | 'invalid-number'
  | 'field-count' // a flow record with another number of fields than its header
  | 'unknown-format'
  | 'malformed-parquet'

export interface Rejection {
  reason: RejectReason
  /** Line (1-based) where the format has lines, else the offset of the record in the decompressed object. */
  place: { line: number } | { offset: number } | { row: number }
  /** What was wrong, in words for the user; bounded to 200 characters, no secrets. */
  detail: string
}
