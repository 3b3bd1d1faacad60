import type { JsonObject, JsonValue } from '../normalize/event.ts'
import { aclFromGrants } from './bucket-acl.ts'
import type { Knowledge } from './knowledge.ts'
import { rememberAddress } from './learn-addresses.ts'
import { encryptionRule, publicBlock } from './learn-buckets.ts'
import { clusterDetails, epochSeconds, tagsOf } from './learn-clusters.ts'
import { rememberInstance, rememberInterface } from './learn-instances.ts'
import { camelCased, isObject, objectAt, objectsIn, textAt } from './members.ts'

/** Account and region of what names none. */
export interface Defaults {
  accountId?: string
  region?: string
}

export interface Loaded {
  loaded: number
  /** Documents and items that are none of the shapes known. */
  rejected: number
}

/** Reads one document, several in a row, or one a line. */
export function loadText(knowledge: Knowledge, text: string, defaults: Defaults): Loaded {
  const whole = parse(text)
  const documents = whole === undefined ? splitDocuments(text) : [whole]
  const total: Loaded = { loaded: 0, rejected: 0 }
  for (const document of documents)
    add(total, document === undefined ? { loaded: 0, rejected: 1 } : loadDocument(knowledge, document, defaults))
  return total
}

/** Documents one after another: each begins at a line with an opening brace or bracket and no indent. */
function splitDocuments(text: string): (JsonValue | undefined)[] {
  const lines = text.split('\n').filter((line) => line.trim() !== '')
  const perLine = lines.map((line) => parse(line))
  if (perLine.every((one) => one !== undefined)) return perLine
  // What comes before the first document, or is none at all, is read too: it counts as one that cannot be.
  const starts = lines.flatMap((line, i) => (i === 0 || /^[{[]/.test(line) ? [i] : []))
  return starts.map((start, i) => parse(lines.slice(start, starts[i + 1]).join('\n')))
}

function parse(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function add(total: Loaded, { loaded, rejected }: Loaded): void {
  total.loaded += loaded
  total.rejected += rejected
}

/** Lists inside lists: the CLI's queries make two levels at most. */
const LISTS_DEPTH_MAX = 8

/** Members that hold AWS Config items: of snapshots and histories, change notifications, batch answers. */
const ITEM_MEMBERS = ['configurationItems', 'configurationItem', 'baseConfigurationItems']

/** An EC2 DescribeInstances or DescribeNetworkInterfaces response, an EKS DescribeCluster response, AWS Config, or a list of such. */
export function loadDocument(knowledge: Knowledge, document: JsonValue, defaults: Defaults, depth = 0): Loaded {
  const total: Loaded = { loaded: 0, rejected: 0 }
  const count = (took: boolean) => add(total, took ? { loaded: 1, rejected: 0 } : { loaded: 0, rejected: 1 })
  if (Array.isArray(document)) {
    if (depth === LISTS_DEPTH_MAX) return { loaded: 0, rejected: 1 }
    for (const one of document) add(total, loadDocument(knowledge, one, defaults, depth + 1))
    return total
  }
  if (!isObject(document)) return { loaded: 0, rejected: 1 }
  const items = ITEM_MEMBERS.flatMap((member) => objectsIn(document[member]))
  for (const item of items) count(loadItem(knowledge, item))
  if (textAt(document, 'resourceType') !== undefined && items.length === 0) count(loadItem(knowledge, document))
  for (const reservation of objectsIn(document['Reservations'])) {
    const owner = textAt(reservation, 'OwnerId') ?? defaults.accountId ?? ''
    for (const instance of objectsIn(reservation['Instances']))
      count(rememberInstance(knowledge, objectAt(camelCased(instance)), owner))
  }
  for (const one of objectsIn(document['NetworkInterfaces'])) {
    count(rememberInterface(knowledge, objectAt(camelCased(one)), textAt(one, 'OwnerId') ?? defaults.accountId ?? ''))
  }
  for (const one of [...objectsIn(document['Addresses']), ...natAddressesIn(document['NatGateways'])]) {
    count(rememberAddress(knowledge, objectAt(camelCased(one)), defaults.accountId ?? ''))
  }
  const clusters = [...objectsIn(document['cluster']), ...objectsIn(document['clusters'])]
  for (const cluster of clusters) count(loadCluster(knowledge, cluster, defaults))
  if (total.loaded + total.rejected === 0) total.rejected++
  return total
}

/** Gateways name the addresses that they have; private ones have none. */
function natAddressesIn(gateways: JsonValue | undefined): JsonObject[] {
  return objectsIn(gateways)
    .flatMap((one) => objectsIn(one['NatGatewayAddresses'] ?? one['natGatewayAddresses']))
    .filter((one) => textAt(one, 'PublicIp', 'publicIp') !== undefined)
}

function loadCluster({ clusters }: Knowledge, cluster: JsonObject, defaults: Defaults): boolean {
  const name = textAt(cluster, 'name')
  if (name === undefined) return false
  const [, , , arnRegion, arnAccount] = (textAt(cluster, 'arn') ?? '').split(':')
  const region = arnRegion || defaults.region || ''
  const accountId = arnAccount || defaults.accountId || ''
  clusters.set(`${accountId} ${region} ${name}`, clusterDetails(cluster, accountId, region))
  return true
}

/** An AWS Config item of a kind that findings show; other kinds are known, and not needed. */
function loadItem(knowledge: Knowledge, item: JsonObject): boolean {
  const accountId = textAt(item, 'awsAccountId', 'accountId') ?? ''
  const configuration = configurationOf(item['configuration'])
  const isDeleted = textAt(item, 'configurationItemStatus')?.startsWith('ResourceDeleted') === true
  switch (textAt(item, 'resourceType')) {
    case 'AWS::EC2::Instance':
      return isDeleted || rememberInstance(knowledge, configuration, accountId)
    case 'AWS::EC2::NetworkInterface':
      return isDeleted || rememberInterface(knowledge, configuration, accountId)
    case 'AWS::EC2::EIP':
      return isDeleted || rememberAddress(knowledge, configuration, accountId)
    case 'AWS::EKS::Cluster':
      return (
        isDeleted ||
        loadCluster(knowledge, clusterFromConfig(configuration), {
          accountId,
          region: textAt(item, 'awsRegion') ?? '',
        })
      )
    case 'AWS::S3::Bucket':
      return isDeleted
        ? knowledge.buckets.delete(textAt(item, 'resourceName') ?? '') || true
        : loadBucket(knowledge, item, configuration, accountId)
    default:
      return textAt(item, 'resourceType') !== undefined
  }
}

/** Keys of tags keep their capitals. */
function clusterFromConfig(configuration: JsonObject): JsonObject {
  const tags = configuration['tags'] ?? configuration['Tags']
  return { ...objectAt(camelCased(configuration)), ...(tags === undefined ? {} : { tags }) }
}

function loadBucket(
  { buckets, accountBlocks }: Knowledge,
  item: JsonObject,
  configuration: JsonObject,
  accountId: string,
): boolean {
  const name = textAt(item, 'resourceName') ?? textAt(configuration, 'name')
  if (name === undefined) return false
  const extra = objectAt(item, 'supplementaryConfiguration')
  const policyText = textAt(configurationOf(extra['BucketPolicy']), 'policyText')
  const acl = objectsIn(configurationOf(extra['AccessControlList'])['grantList'])
  const block = configurationOf(extra['PublicAccessBlockConfiguration'])
  const [rule] = objectsIn(configurationOf(extra['ServerSideEncryptionConfiguration'])['rules'])
  const createdAt = epochSeconds(configuration['creationDate'])
  const tags = tagsOf(item['tags'])
  const ownerId = textAt(objectAt(configuration, 'owner'), 'id')
  buckets.set(name, {
    accountId,
    ...(createdAt === undefined ? {} : { createdAt }),
    ...(ownerId === undefined ? {} : { ownerId }),
    ...(tags.length === 0 ? {} : { tags }),
    ...(policyText === undefined ? {} : { policy: policyText }),
    ...(acl.length === 0 ? {} : { acl: aclFromGrants(acl) }),
    ...(Object.keys(block).length === 0 ? {} : { block: publicBlock(block) }),
    ...(rule === undefined ? {} : { encryption: encryptionRule(rule) }),
  })
  const account = configurationOf(extra['AccountLevelPublicAccessBlockConfiguration'])
  if (Object.keys(account).length > 0) accountBlocks.set(accountId, publicBlock(account))
  return true
}

/** AWS Config writes configurations as objects, or as JSON text. */
function configurationOf(value: JsonValue | undefined): JsonObject {
  if (typeof value !== 'string') return objectAt(value)
  return objectAt(parse(value))
}
