import type { JsonObject, JsonValue, NameQuery } from './event.ts'
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

/** One Route 53 Resolver query log record. Needs `query_name` and `query_timestamp`. */
export function nameQueryFrom(json: JsonValue, context: RecordContext): NameQuery | Refusal {
  return normalized(() => {
    const record = recordObject(json)
    const sources = optionalObject(record, 'srcids')
    const vpcId = optionalText(record, 'vpc_id')
    const instanceId = optionalText(sources, 'instance', 'srcids.instance')
    const interfaceId = optionalText(sources, 'resolver_network_interface', 'srcids.resolver_network_interface')
    const firewallAction = optionalText(record, 'firewall_rule_action')
    return {
      source: 'dns',
      time: timeOf(requiredText(record, 'query_timestamp'), 'query_timestamp'),
      accountId: optionalText(record, 'account_id') ?? context.accountId ?? '',
      region: optionalText(record, 'region') ?? context.region ?? '',
      ...(vpcId === undefined ? {} : { vpcId }),
      name: nameOf(requiredText(record, 'query_name')),
      type: optionalText(record, 'query_type') ?? '',
      rcode: optionalText(record, 'rcode') ?? '',
      answers: answersOf(record['answers']),
      sourceAddress: optionalText(record, 'srcaddr') ?? '',
      transport: optionalText(record, 'transport') ?? 'UDP',
      ...(instanceId === undefined ? {} : { instanceId }),
      ...(interfaceId === undefined ? {} : { interfaceId }),
      ...(firewallAction === undefined ? {} : { firewallAction }),
    }
  })
}

function nameOf(text: string): string {
  const lower = text.toLowerCase()
  return lower.length > 1 && lower.endsWith('.') ? lower.slice(0, -1) : lower
}

/** A list; some exports write one answer as an object by itself. */
function answersOf(value: JsonValue | undefined): NameQuery['answers'] {
  const list = Array.isArray(value) ? value : isObject(value) ? [value] : []
  return list.filter(isObject).flatMap((answer: JsonObject) => {
    const data = answer['Rdata'] ?? answer['rdata']
    const type = answer['Type'] ?? answer['type']
    return typeof data === 'string' ? [{ data, type: typeof type === 'string' ? type : '' }] : []
  })
}
