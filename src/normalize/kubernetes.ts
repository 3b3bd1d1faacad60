import type { JsonObject, JsonValue, KubernetesRequest } from './event.ts'
import {
  isObject,
  normalized,
  optionalObject,
  optionalText,
  type Refusal,
  recordObject,
  refuse,
  requiredText,
  texts,
  timeOf,
} from './read-members.ts'
import type { RecordContext } from './sink.ts'

/**
 * One Kubernetes audit event; null for the stage `RequestReceived`, which tells nothing that a later stage does not.
 * Needs `auditID`, `verb`, `requestURI` and a time.
 */
export function kubernetesRequestFrom(json: JsonValue, context: RecordContext): KubernetesRequest | Refusal | null {
  return normalized(() => {
    const record = recordObject(json)
    const stage = stageOf(optionalText(record, 'stage') ?? 'ResponseComplete')
    if (stage === undefined) return null
    const requestUri = requiredText(record, 'requestURI')
    const requestObject = record['requestObject']
    const responseObject = record['responseObject']
    const object = objectOf(optionalObject(record, 'objectRef'))
    const impersonated = record['impersonatedUser']
    return {
      source: 'kubernetes',
      id: requiredText(record, 'auditID'),
      time: receivedAt(record),
      accountId: context.accountId ?? '',
      region: context.region ?? '',
      clusterName: context.clusterName ?? '',
      stage,
      level: optionalText(record, 'level') ?? '',
      verb: requiredText(record, 'verb').toLowerCase(),
      requestUri,
      user: userOf(optionalObject(record, 'user')),
      ...(isObject(impersonated) ? { impersonated: userOf(impersonated) } : {}),
      sourceIps: texts(record['sourceIPs']),
      userAgent: optionalText(record, 'userAgent') ?? '',
      ...(object === undefined ? {} : { object }),
      statusCode: statusOf(optionalObject(record, 'responseStatus')),
      dryRun: /[?&]dryRun=/.test(requestUri),
      ...(isObject(requestObject) ? { requestObject } : {}),
      ...(isObject(responseObject) ? { responseObject } : {}),
      annotations: textRecord(record['annotations']),
    }
  })
}

function stageOf(text: string): KubernetesRequest['stage'] | undefined {
  switch (text) {
    case 'RequestReceived':
      return undefined
    case 'ResponseStarted':
    case 'ResponseComplete':
    case 'Panic':
      return text
    default:
      return refuse('wrong-type', `stage ${text.slice(0, 40)} is unknown`)
  }
}

/** Older clusters write only when the stage was reached. */
function receivedAt(record: JsonObject): number {
  const names = ['requestReceivedTimestamp', 'stageTimestamp', 'timestamp']
  const name = names.find((one) => optionalText(record, one) !== undefined) ?? names[0]
  return timeOf(requiredText(record, name), name)
}

function userOf(user: JsonObject): KubernetesRequest['user'] {
  const uid = optionalText(user, 'uid', 'user.uid')
  const extra = Object.entries(optionalObject(user, 'extra')).map(([name, value]) => [name, texts(value)] as const)
  return {
    username: optionalText(user, 'username', 'user.username') ?? '',
    ...(uid === undefined ? {} : { uid }),
    groups: texts(user['groups']),
    extra: Object.fromEntries(extra),
  }
}

function objectOf(reference: JsonObject): KubernetesRequest['object'] {
  const resource = optionalText(reference, 'resource', 'objectRef.resource')
  if (resource === undefined) return undefined
  const object: NonNullable<KubernetesRequest['object']> = { resource }
  for (const name of ['subresource', 'namespace', 'name', 'apiGroup', 'apiVersion', 'uid'] as const) {
    const value = optionalText(reference, name, `objectRef.${name}`)
    if (value !== undefined) object[name] = value
  }
  return object
}

function statusOf({ code }: JsonObject): number {
  return typeof code === 'number' ? code : 0
}

function textRecord(value: JsonValue | undefined): Record<string, string> {
  if (!isObject(value)) return {}
  return Object.fromEntries(
    Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  )
}
