import type { RecordContext } from '../normalize/sink.ts'

/** A place where log bytes are: named in messages, opened by whoever extracts it. Structured-cloneable. */
export type LogObject =
  | { kind: 'file'; path: string; name: string; sizeBytes: number }
  | { kind: 's3'; bucket: string; key: string; etag: string; name: string; sizeBytes: number }
  | { kind: 'stdin'; name: string; sizeBytes: 0 }
  | { kind: 'delivered'; bytes: Uint8Array; context: RecordContext; name: string; sizeBytes: number }

/** A path that cannot be read; the message says which and what to do. */
export class UnreadablePath extends Error {
  override name = 'UnreadablePath'
}
