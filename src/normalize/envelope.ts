import type { JsonObject } from './event.ts'

/** Members under which log shippers put the record that they carry. */
const MEMBERS = [
  'event',
  'message',
  'log',
  '@message',
  'raw',
  '_raw',
  '_source',
  'result',
  // EventBridge, SNS, SQS
  'detail',
  'Message',
  'body',
] as const

/** The record inside a shipper's envelope, as text; undefined when the object is no envelope. */
export function unwrapEnvelope(json: JsonObject): string | undefined {
  for (const member of MEMBERS) {
    const inner = json[member]
    if (typeof inner === 'object' && inner !== null && !Array.isArray(inner)) {
      if (member === 'event' && typeof inner['original'] === 'string') return inner['original']
      return JSON.stringify(inner)
    }
    if (typeof inner === 'string' && /^\s*[{[\d]/.test(inner)) return inner
  }
  return undefined
}
