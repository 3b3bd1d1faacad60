import { s3ApiGroup } from '../model/s3-api-groups.ts'
import type { Actor, ApiCall, CallerAddress, JsonObject, JsonValue } from './event.ts'
import {
  isObject,
  normalized,
  optionalObject,
  optionalText,
  type Refusal,
  recordObject,
  requiredText,
  timeOf,
} from './read-members.ts'
import type { RecordContext } from './sink.ts'

/** One CloudTrail event. Needs `eventSource`, `eventName` and `eventTime`; refuses members of a wrong type. */
export function apiCallFrom(json: JsonValue, context: RecordContext): ApiCall | Refusal {
  return normalized(() => {
    const record = recordObject(json)
    const service = requiredText(record, 'eventSource')
    const name = requiredText(record, 'eventName')
    const actor = actorOf(optionalObject(record, 'userIdentity'))
    const errorCode = optionalText(record, 'errorCode')
    const errorMessage = optionalText(record, 'errorMessage')
    const sharedEventId = optionalText(record, 'sharedEventID')
    const readOnly = record['readOnly']
    return {
      source: 'cloudtrail',
      id: optionalText(record, 'eventID') ?? '',
      time: timeOf(requiredText(record, 'eventTime'), 'eventTime'),
      accountId: optionalText(record, 'recipientAccountId') ?? ownAccount(actor) ?? context.accountId ?? '',
      region: optionalText(record, 'awsRegion') ?? context.region ?? '',
      category: categoryOf(record, service, name),
      eventType: optionalText(record, 'eventType') ?? 'AwsApiCall',
      service,
      name,
      ...(typeof readOnly === 'boolean' ? { readOnly } : {}),
      ...(errorCode === undefined ? {} : { errorCode }),
      ...(errorMessage === undefined ? {} : { errorMessage }),
      actor,
      caller: callerOf(optionalText(record, 'sourceIPAddress') ?? ''),
      userAgent: optionalText(record, 'userAgent') ?? '',
      request: memberOf(record, 'requestParameters'),
      response: memberOf(record, 'responseElements'),
      extra: memberOf(record, 'additionalEventData'),
      resources: resourcesOf(record['resources']),
      ...(sharedEventId === undefined ? {} : { sharedEventId }),
    }
  })
}

function ownAccount({ accountId }: Actor): string | undefined {
  return accountId !== undefined && /^\d{12}$/.test(accountId) ? accountId : undefined
}

function actorOf(identity: JsonObject): Actor {
  const session = optionalObject(identity, 'sessionContext')
  const issuer = memberOf(session, 'sessionIssuer')
  const { mfaAuthenticated } = memberOf(session, 'attributes')
  const ec2RoleDelivery = session['ec2RoleDelivery']
  return {
    type:
      optionalText(identity, 'type', 'userIdentity.type') ??
      (identity['invokedBy'] === undefined ? 'Unknown' : 'AWSService'),
    ...textMembers(identity, ['principalId', 'arn', 'accountId', 'accessKeyId', 'userName', 'invokedBy']),
    ...(Object.keys(issuer).length === 0
      ? {}
      : { issuer: textMembers(issuer, ['type', 'principalId', 'arn', 'accountId', 'userName']) }),
    ...(mfaAuthenticated === undefined ? {} : { mfaAuthenticated: String(mfaAuthenticated) === 'true' }),
    ...(ec2RoleDelivery === undefined ? {} : { ec2RoleDelivery: String(ec2RoleDelivery) }),
  }
}

function textMembers<Name extends string>(json: JsonObject, names: readonly Name[]): { [Member in Name]?: string } {
  const found: { [Member in Name]?: string } = {}
  for (const name of names) {
    const value = optionalText(json, name, `userIdentity.${name}`)
    if (value !== undefined) found[name] = value
  }
  return found
}

/** A service name has a letter beside hexadecimal digits and colons; a damaged address is still an address. */
function callerOf(text: string): CallerAddress {
  const isService = text === '' || text === 'AWS Internal' || (/[g-zG-Z]/.test(text) && !text.includes(':'))
  return isService ? { kind: 'service', name: text || 'unknown' } : { kind: 'address', address: text }
}

/** Records of before 2021 do not say whether they are data events; object level calls of S3 are. */
function categoryOf(record: JsonObject, service: string, name: string): ApiCall['category'] {
  const category = record['eventCategory']
  if (category === 'Data' || category === 'Management') return category
  if (record['managementEvent'] === false) return 'Data'
  if (record['managementEvent'] === true) return 'Management'
  return service === 's3.amazonaws.com' && s3ApiGroup(name) !== undefined ? 'Data' : 'Management'
}

/** `requestParameters` and the like: an object, or JSON text of one as some shippers write it; nothing else is used. */
function memberOf(record: JsonObject, name: string): JsonObject {
  const value = record[name]
  if (typeof value === 'string' && value.startsWith('{')) {
    try {
      const parsed: JsonValue = JSON.parse(value)
      return isObject(parsed) ? parsed : {}
    } catch {
      return {}
    }
  }
  return typeof value === 'string' ? {} : optionalObject(record, name)
}

function resourcesOf(value: JsonValue | undefined): ApiCall['resources'] {
  if (!Array.isArray(value)) return []
  return value.filter(isObject).map((resource) => {
    const arn = resource['ARN'] ?? resource['arn']
    const { type, accountId } = resource
    return {
      ...(typeof arn === 'string' ? { arn } : {}),
      ...(typeof type === 'string' ? { type } : {}),
      ...(typeof accountId === 'string' ? { accountId } : {}),
    }
  })
}
