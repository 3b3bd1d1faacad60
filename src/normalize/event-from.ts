import { apiCallFrom } from './cloudtrail.ts'
import { nameQueryFrom } from './dns.ts'
import type { ApiCall, JsonValue, KubernetesRequest, NameQuery } from './event.ts'
import { kubernetesRequestFrom } from './kubernetes.ts'
import { normalized, type Refusal, recordObject, requiredText, timeOf } from './read-members.ts'
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
): ApiCall | NameQuery | KubernetesRequest | ConfigItem | Refusal {
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

function configItemFrom(json: JsonValue): ConfigItem | Refusal {
  return normalized(() => {
    const member = 'configurationItemCaptureTime'
    return { source: 'config', time: timeOf(requiredText(recordObject(json), member), member), document: json }
  })
}
