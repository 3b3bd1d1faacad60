/** What the values of an attribute are in the document. Times are ISO 8601 text there and epoch milliseconds here. */
export type AttributeKind = 'text' | 'number' | 'time' | 'boolean'

const CONNECTION = 'service.action.networkConnectionAction'
const API_CALL = 'service.action.awsApiCallAction'
const INSTANCE = 'resource.instanceDetails'
const INTERFACE = `${INSTANCE}.networkInterfaces`
const BUCKET = 'resource.s3BucketDetails'

/** Attributes that have at most one value and are read more often than others: the store keeps each in a column. */
export const HOT_ATTRIBUTES = {
  id: 'text',
  accountId: 'text',
  region: 'text',
  type: 'text',
  severity: 'number',
  confidence: 'number',
  createdAt: 'time',
  updatedAt: 'time',
  'service.eventFirstSeen': 'time',
  'service.eventLastSeen': 'time',
  'service.archived': 'boolean',
  'service.count': 'number',
  'resource.instanceDetails.instanceId': 'text',
  'service.action.awsApiCallAction.api': 'text',
  'service.action.awsApiCallAction.serviceName': 'text',
  'service.action.networkConnectionAction.blocked': 'boolean',
  'service.action.networkConnectionAction.protocol': 'text',
  'service.action.networkConnectionAction.localPortDetails.port': 'number',
  'service.action.networkConnectionAction.remotePortDetails.port': 'number',
  'service.action.networkConnectionAction.remoteIpDetails.ipAddressV4': 'text',
  'service.action.networkConnectionAction.remoteIpDetails.country.countryName': 'text',
} as const satisfies Record<string, AttributeKind>

export type HotAttribute = keyof typeof HOT_ATTRIBUTES

export const DEFAULT_SORT_ATTRIBUTE = 'service.eventLastSeen'

/** Attributes that findings can be sorted by. */
export const SORT_ATTRIBUTES = [
  'accountId',
  'severity',
  'confidence',
  'type',
  'service.eventFirstSeen',
  'service.eventLastSeen',
  'createdAt',
  'updatedAt',
  'service.count',
  'resource.instanceDetails.instanceId',
  'service.action.awsApiCallAction.api',
  'service.action.awsApiCallAction.serviceName',
  'service.action.networkConnectionAction.blocked',
  'service.action.networkConnectionAction.protocol',
  'service.action.networkConnectionAction.localPortDetails.port',
  'service.action.networkConnectionAction.remotePortDetails.port',
  'service.action.networkConnectionAction.remoteIpDetails.ipAddressV4',
  'service.action.networkConnectionAction.remoteIpDetails.country.countryName',
] as const satisfies readonly HotAttribute[]

export type SortAttribute = (typeof SORT_ATTRIBUTES)[number]

/** The reference's other criteria attributes: the store keeps an index of their values, however many a finding has. */
export const INDEXED_ATTRIBUTES: readonly string[] = [
  'resource.resourceType',
  'resource.accessKeyDetails.accessKeyId',
  'resource.accessKeyDetails.principalId',
  'resource.accessKeyDetails.userName',
  'resource.accessKeyDetails.userType',
  `${INSTANCE}.iamInstanceProfile.id`,
  `${INSTANCE}.imageId`,
  `${INSTANCE}.instanceType`,
  `${INSTANCE}.launchTime`,
  `${INSTANCE}.outpostArn`,
  `${INSTANCE}.tags.key`,
  `${INSTANCE}.tags.value`,
  `${INTERFACE}.ipv6Addresses`,
  `${INTERFACE}.privateIpAddresses.privateIpAddress`,
  `${INTERFACE}.publicDnsName`,
  `${INTERFACE}.publicIp`,
  `${INTERFACE}.securityGroups.groupId`,
  `${INTERFACE}.securityGroups.groupName`,
  `${INTERFACE}.subnetId`,
  `${INTERFACE}.vpcId`,
  `${BUCKET}.name`,
  `${BUCKET}.type`,
  `${BUCKET}.tags.key`,
  `${BUCKET}.tags.value`,
  `${BUCKET}.publicAccess.effectivePermission`,
  'resource.eksClusterDetails.name',
  'service.resourceRole',
  'service.additionalInfo.threatListName',
  'service.action.actionType',
  'service.action.dnsRequestAction.domain',
  `${API_CALL}.callerType`,
  `${API_CALL}.errorCode`,
  `${API_CALL}.userAgent`,
  `${API_CALL}.remoteIpDetails.city.cityName`,
  `${API_CALL}.remoteIpDetails.country.countryName`,
  `${API_CALL}.remoteIpDetails.ipAddressV4`,
  `${API_CALL}.remoteIpDetails.organization.asn`,
  `${API_CALL}.remoteIpDetails.organization.asnOrg`,
  `${CONNECTION}.connectionDirection`,
  `${CONNECTION}.localIpDetails.ipAddressV4`,
  `${CONNECTION}.remoteIpDetails.city.cityName`,
  `${CONNECTION}.remoteIpDetails.organization.asn`,
  `${CONNECTION}.remoteIpDetails.organization.asnOrg`,
]

/** Spellings that clients and guides use beside the document's (api-behaviour.md section 0, points 13 and 14, and section 4). */
const ALIASES: ReadonlyMap<string, string> = new Map([
  [`${BUCKET}.publicAccess.effectivePermissions`, `${BUCKET}.publicAccess.effectivePermission`],
  [`${INSTANCE}.outpostARN`, `${INSTANCE}.outpostArn`],
  [`${INSTANCE}.productCodes.code`, `${INSTANCE}.productCodes.productCodeId`],
  [`${INSTANCE}.productCodes.productType`, `${INSTANCE}.productCodes.productCodeType`],
  ['service.localIpDetails.ipAddressV4', `${CONNECTION}.localIpDetails.ipAddressV4`],
])

/** Paths whose text is a time. */
const TIMES: ReadonlySet<string> = new Set([
  'createdAt',
  'updatedAt',
  'service.eventFirstSeen',
  'service.eventLastSeen',
  `${INSTANCE}.launchTime`,
])

/** The document's own path for an attribute as a client spells it. */
export function pathOf(attribute: string): string {
  return ALIASES.get(attribute) ?? attribute
}

export function isTime(path: string): boolean {
  return TIMES.has(path)
}

export function isHot(path: string): path is HotAttribute {
  return Object.hasOwn(HOT_ATTRIBUTES, path)
}

export function isSortAttribute(path: string): path is SortAttribute {
  return SORT_ATTRIBUTES.some((attribute) => attribute === path)
}
