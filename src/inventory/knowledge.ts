import type { EksClusterDetails } from '../model/eks-cluster-details.ts'
import type { InstanceDetails, NetworkInterface } from '../model/instance-details.ts'
import type { DefaultServerSideEncryption } from '../model/s3-bucket-details.ts'
import type { Tag } from '../model/tag.ts'
import type { JsonValue } from '../normalize/event.ts'
import { BoundedMap } from '../std/bounded-map.ts'
import type { AclGrants, PublicBlock } from './bucket-access.ts'

export interface InstanceState {
  accountId: string
  interfaceIds: string[]
  details: InstanceDetails
}

export interface InterfaceState {
  accountId: string
  instanceId?: string
  /** The interface of a NAT gateway, load balancer, endpoint or the like: no instance is behind it. */
  isGateway: boolean
  details: NetworkInterface
}

export interface BucketState {
  accountId: string
  /** Epoch seconds. */
  createdAt?: number
  ownerId?: string
  tags?: Tag[]
  encryption?: DefaultServerSideEncryption | null
  policy?: JsonValue
  acl?: AclGrants
  block?: PublicBlock
}

export interface TrailState {
  accountId: string
  bucketName: string
  /** The bucket before the last change. */
  previousBucket: string
}

/** A public address of an account, and the interface that has it. */
export interface PublicAddressState {
  interfaceId?: string
}

/** Everything that is known, by name; the limits are far above what one organization has. */
export interface Knowledge {
  instances: BoundedMap<string, InstanceState>
  interfaces: BoundedMap<string, InterfaceState>
  /** `account vpc address` to interface id; the VPC empty for any, the id empty when several networks use the address. */
  addresses: BoundedMap<string, string>
  /** Elastic and assigned public addresses, by `account address`. */
  publicAddresses: BoundedMap<string, PublicAddressState>
  /** What ids of attachments, allocations and associations stand for: an interface id, or a key of `publicAddresses`. */
  handles: BoundedMap<string, string>
  buckets: BoundedMap<string, BucketState>
  /** Block Public Access of accounts. */
  accountBlocks: BoundedMap<string, PublicBlock>
  /** By `account region name`. */
  clusters: BoundedMap<string, EksClusterDetails>
  trails: BoundedMap<string, TrailState>
}

const LIMITS = {
  instancesMax: 200_000,
  interfacesMax: 400_000,
  addressesMax: 800_000,
  publicAddressesMax: 400_000,
  handlesMax: 1_200_000,
  bucketsMax: 200_000,
  accountsMax: 20_000,
  clustersMax: 20_000,
  trailsMax: 20_000,
}

export function emptyKnowledge(): Knowledge {
  return {
    instances: new BoundedMap(LIMITS.instancesMax),
    interfaces: new BoundedMap(LIMITS.interfacesMax),
    addresses: new BoundedMap(LIMITS.addressesMax),
    publicAddresses: new BoundedMap(LIMITS.publicAddressesMax),
    handles: new BoundedMap(LIMITS.handlesMax),
    buckets: new BoundedMap(LIMITS.bucketsMax),
    accountBlocks: new BoundedMap(LIMITS.accountsMax),
    clusters: new BoundedMap(LIMITS.clustersMax),
    trails: new BoundedMap(LIMITS.trailsMax),
  }
}

export function snapshotKnowledge(knowledge: Knowledge): JsonValue {
  return Object.fromEntries(
    Object.entries(knowledge).map(([name, map]) => [name, [...map.entries()] as unknown as JsonValue]),
  )
}

export function restoreKnowledge(snapshot: JsonValue): Knowledge {
  const knowledge = emptyKnowledge()
  const saved = snapshot as unknown as { [Name in keyof Knowledge]?: [string, never][] }
  for (const name of Object.keys(knowledge) as (keyof Knowledge)[]) {
    for (const [key, value] of saved[name] ?? []) knowledge[name].set(key, value)
  }
  return knowledge
}
