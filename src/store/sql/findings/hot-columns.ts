import { HOT_ATTRIBUTES, type HotAttribute } from '../../../aggregate/criteria/attributes.ts'
import { hotValue } from '../../../aggregate/criteria/sort-documents.ts'
import { valuesAt } from '../../../aggregate/criteria/values-at.ts'
import type { Finding } from '../../../model/finding.ts'
import type { HotColumns } from '../tables.ts'

export type HotColumn = keyof HotColumns | 'id'

export const HOT_COLUMNS = {
  id: 'id',
  accountId: 'account_id',
  region: 'region',
  type: 'type',
  severity: 'severity',
  confidence: 'confidence',
  createdAt: 'created_at',
  updatedAt: 'updated_at',
  'service.eventFirstSeen': 'first_seen',
  'service.eventLastSeen': 'last_seen',
  'service.archived': 'archived',
  'service.count': 'count',
  'resource.instanceDetails.instanceId': 'instance_id',
  'service.action.awsApiCallAction.api': 'api',
  'service.action.awsApiCallAction.serviceName': 'service_name',
  'service.action.networkConnectionAction.blocked': 'blocked',
  'service.action.networkConnectionAction.protocol': 'protocol',
  'service.action.networkConnectionAction.localPortDetails.port': 'local_port',
  'service.action.networkConnectionAction.remotePortDetails.port': 'remote_port',
  'service.action.networkConnectionAction.remoteIpDetails.ipAddressV4': 'remote_ip',
  'service.action.networkConnectionAction.remoteIpDetails.country.countryName': 'remote_country',
} as const satisfies Record<HotAttribute, HotColumn>

/** Columns without an index of (detector, value): nearly every finding of a detector has the same region. */
const NOT_INDEXED: readonly HotColumn[] = ['region']

export function isIndexed(column: HotColumn): boolean {
  return !NOT_INDEXED.includes(column)
}

/** What a finding's row says of its document. */
export function hotColumnsOf(document: Finding): HotColumns {
  const text = (attribute: HotAttribute) => textOf(document, attribute)
  const number = (attribute: HotAttribute) => numberOf(document, attribute)
  return {
    account_id: text('accountId'),
    region: text('region'),
    type: text('type'),
    severity: number('severity'),
    confidence: number('confidence'),
    created_at: number('createdAt'),
    updated_at: number('updatedAt'),
    first_seen: number('service.eventFirstSeen'),
    last_seen: number('service.eventLastSeen'),
    archived: number('service.archived'),
    count: number('service.count'),
    instance_id: text('resource.instanceDetails.instanceId'),
    api: text('service.action.awsApiCallAction.api'),
    service_name: text('service.action.awsApiCallAction.serviceName'),
    blocked: number('service.action.networkConnectionAction.blocked'),
    protocol: text('service.action.networkConnectionAction.protocol'),
    local_port: number('service.action.networkConnectionAction.localPortDetails.port'),
    remote_port: number('service.action.networkConnectionAction.remotePortDetails.port'),
    remote_ip: text('service.action.networkConnectionAction.remoteIpDetails.ipAddressV4'),
    remote_country: text('service.action.networkConnectionAction.remoteIpDetails.country.countryName'),
  }
}

export function kindOf(attribute: HotAttribute) {
  return HOT_ATTRIBUTES[attribute]
}

function textOf(document: Finding, attribute: HotAttribute): string | null {
  const value = hotValue(attribute, valuesAt(document, attribute)[0])
  return typeof value === 'string' ? value : null
}

function numberOf(document: Finding, attribute: HotAttribute): number | null {
  const value = hotValue(attribute, valuesAt(document, attribute)[0])
  return typeof value === 'number' ? value : null
}
