import { apiCallFrom } from './cloudtrail.ts'
import { nameQueryFrom } from './dns.ts'
import type { ApiCall, JsonObject, JsonValue, KubernetesRequest, NameQuery } from './event.ts'
import { kubernetesRequestFrom } from './kubernetes.ts'
import type { Rejection } from './rejection.ts'
import type { JsonSource, RecordContext } from './sink.ts'

/** An AWS Config item: a document for the inventory, at the time it was captured. */
export interface ConfigItem {
  source: 'config'
  time: number
  accountId?: string
  region?: string
  document: JsonValue
}

/** Parses one JSON record whole. A stage of a request that is no event of its own is rejected as one, by the caller's screen. */
export function eventFrom(
  source: JsonSource,
  bytes: Uint8Array,
  context: RecordContext,
): ApiCall | NameQuery | KubernetesRequest | ConfigItem | Omit<Rejection, 'place'> {
  let json: JsonValue
  try {
    json = JSON.parse(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8')) as JsonValue
  } catch (error) {
    return { reason: 'malformed-json', detail: error instanceof Error ? error.message.slice(0, 200) : 'not JSON' }
  }
  switch (source) {
    case 'cloudtrail':
      return apiCallFrom(json, context)
    case 'dns':
      return nameQueryFrom(json, context)
    case 'kubernetes':
      return kubernetesRequestFrom(json, context) ?? { reason: 'missing-field', detail: 'stage RequestReceived' }
    case 'config':
      return configItemFrom(json)
  }
}

function configItemFrom(json: JsonValue): ConfigItem | Omit<Rejection, 'place'> {
  const item = json as JsonObject
  const time = Date.parse(String(item['configurationItemCaptureTime'] ?? ''))
  if (Number.isNaN(time)) return { reason: 'invalid-time', detail: 'configurationItemCaptureTime is not a time' }
  return { source: 'config', time, document: json }
}
