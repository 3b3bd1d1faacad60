import { gunzipSync } from 'node:zlib'
import { JsonDecoder, type JsonDecoderOptions } from './json-decoder.ts'
import type { JsonRecord } from './json-record.ts'
import type { Rejection } from './rejection.ts'
import type { JsonSource, RecordContext, RecordSink } from './sink.ts'

/** Keeps a copy of everything that a JSON decoder gives, for tests. */
export class JsonRecorder implements RecordSink {
  readonly records: { source: JsonSource; text: string; context: RecordContext; place: Rejection['place'] }[] = []
  readonly rejections: Rejection[] = []
  readonly ignoredKinds: string[] = []
  readonly texts: { text: string; context: RecordContext; place: Rejection['place'] }[] = []

  flow(): void {}
  idle(): void {}

  json(source: JsonSource, { bytes, start, end, place }: JsonRecord, context: RecordContext): void {
    this.records.push({ source, text: Buffer.from(bytes.subarray(start, end)).toString(), context, place })
  }

  ignored(kind: string): void {
    this.ignoredKinds.push(kind)
  }

  reject(rejection: Rejection): void {
    this.rejections.push(rejection)
  }

  get reasons(): string[] {
    return this.rejections.map((one) => one.reason)
  }

  /** The records' `eventName`, `query_name` or `auditID`. */
  get names(): unknown[] {
    return this.records.map(({ text }) => {
      const record = JSON.parse(text)
      return record.eventName ?? record.query_name ?? record.auditID ?? record.configurationItemCaptureTime
    })
  }
}

/** Decodes content in chunks of a size; the buffer that holds a chunk is overwritten with the next one. */
export function decodeJson(
  content: string | Uint8Array,
  chunkBytes = 65_536,
  options: Partial<JsonDecoderOptions> = {},
): JsonRecorder {
  const recorder = new JsonRecorder()
  const decoder = new JsonDecoder(recorder, {
    context: {},
    inflate: (bytes) => gunzipSync(bytes),
    onText: (bytes, context, place) => recorder.texts.push({ text: Buffer.from(bytes).toString(), context, place }),
    ...options,
  })
  const bytes = Buffer.from(content)
  const reused = Buffer.alloc(chunkBytes)
  for (let at = 0; at < bytes.length; at += chunkBytes) {
    const length = bytes.copy(reused, 0, at, at + chunkBytes)
    decoder.write(reused.subarray(0, length))
  }
  decoder.end()
  return recorder
}

/** One CloudTrail event as JSON, of a name. */
export function apiCallText(eventName: string, members: object = {}): string {
  return JSON.stringify({ eventSource: 'iam.amazonaws.com', eventName, eventTime: '2024-05-01T12:00:00Z', ...members })
}
