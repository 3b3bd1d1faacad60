import type { EksClusterDetails } from '../model/eks-cluster-details.ts'
import type { InstanceDetails, NetworkInterface } from '../model/instance-details.ts'
import type { S3BucketDetail } from '../model/s3-bucket-details.ts'
import { UNTOLD_ACCOUNT } from '../model/untold-account.ts'
import type { ApiCall, JsonValue } from '../normalize/event.ts'
import { parseIpv4 } from '../std/ipv4.ts'
import type { BucketAccess } from './bucket-access.ts'
import { accessOf, bucketDetails } from './bucket-details.ts'
import { emptyKnowledge, type Knowledge, restoreKnowledge, snapshotKnowledge, type TrailState } from './knowledge.ts'
import { addressKey } from './learn-addresses.ts'
import { learnBucketCall, S3_CALLS } from './learn-buckets.ts'
import { EKS_CALLS, learnClusterCall } from './learn-clusters.ts'
import { EC2_CALLS, learnInstanceCall } from './learn-instances.ts'
import { learnTrailCall, TRAIL_CALLS, trailKey } from './learn-trails.ts'
import { type Defaults, type Loaded, loadDocument, loadText } from './load-documents.ts'

export type { Defaults, Loaded } from './load-documents.ts'

/** Effective access of a bucket before and after a call. */
export interface InventoryChange {
  kind: 'bucket-access'
  bucketName: string
  before: BucketAccess
  after: BucketAccess
}

/** Calls that teach something, as `service:name`. */
export const LEARNT_CALLS: readonly string[] = [...EC2_CALLS, ...S3_CALLS, ...EKS_CALLS, ...TRAIL_CALLS]

const LEARNT = new Set(LEARNT_CALLS)
const NO_CHANGES: readonly InventoryChange[] = []

/**
 * What an account has, as of the last call learnt: instances, interfaces, buckets, clusters, trails. Calls come in order of
 * time. Bounded; what was forgotten is counted. Documents handed out are never changed afterwards.
 */
export class Inventory {
  readonly #knowledge: Knowledge

  constructor(knowledge: Knowledge = emptyKnowledge()) {
    this.#knowledge = knowledge
  }

  /** Learns from a call that succeeded; answers what changed for others. */
  learn(call: ApiCall): readonly InventoryChange[] {
    if (call.errorCode !== undefined || !LEARNT.has(`${call.service}:${call.name}`)) return NO_CHANGES
    switch (call.service) {
      case 'ec2.amazonaws.com':
        learnInstanceCall(this.#knowledge, call)
        return NO_CHANGES
      case 'eks.amazonaws.com':
        learnClusterCall(this.#knowledge, call)
        return NO_CHANGES
      case 'cloudtrail.amazonaws.com':
        learnTrailCall(this.#knowledge, call)
        return NO_CHANGES
      default:
        return learnBucketCall(this.#knowledge, call)
    }
  }

  /** Takes in a document: an EC2 or EKS description, an AWS Config item or snapshot. */
  load(document: JsonValue, defaults: Defaults): Loaded {
    return loadDocument(this.#knowledge, document, defaults)
  }

  /** Takes in a file's text: one document, several in a row, or one a line. */
  loadText(text: string, defaults: Defaults): Loaded {
    return loadText(this.#knowledge, text, defaults)
  }

  /**
   * The instance with this id, or the one that the interface with this id is attached to; undefined when unknown. An
   * interface whose instance is unknown is shown by itself.
   */
  instanceDetails(id: string): InstanceDetails | undefined {
    const attached = this.#knowledge.interfaces.get(id)
    const instanceId = attached?.instanceId ?? id
    const instance = this.#knowledge.instances.get(instanceId)
    if (instance === undefined) return attached && { instanceId, networkInterfaces: [attached.details] }
    const interfaces = instance.interfaceIds.flatMap((one) => this.#knowledge.interfaces.get(one)?.details ?? [])
    return { ...instance.details, ...(interfaces.length === 0 ? {} : { networkInterfaces: interfaces }) }
  }

  interface(interfaceId: string): NetworkInterface | undefined {
    return this.#knowledge.interfaces.get(interfaceId)?.details
  }

  /** Whether a public address is the account's own: elastic, or assigned to one of its interfaces. */
  isOwnAddress(accountId: string, address: string): boolean {
    return this.#knowledge.publicAddresses.has(addressKey(accountId, address))
  }

  /** The account that is known to have a public address. Looks at all of them: not for every call. */
  ownerOfAddress(address: string): string | undefined {
    for (const [key] of this.#knowledge.publicAddresses.entries()) {
      const [accountId] = key.split(' ')
      if (key === addressKey(accountId, address)) return accountId
    }
    return undefined
  }

  instanceOfInterface(interfaceId: string): string | undefined {
    return this.#knowledge.interfaces.get(interfaceId)?.instanceId
  }

  /** Whether the interface is known to be a gateway's, a load balancer's or another service's: no instance is behind it. */
  isGateway(interfaceId: string): boolean {
    return this.#knowledge.interfaces.get(interfaceId)?.isGateway === true
  }

  /** Private addresses repeat from network to network, so without the VPC an address counts only where it is unique. */
  instanceByAddress(accountId: string, vpcId: string | undefined, address: string): string | undefined {
    const interfaceId = this.#knowledge.addresses.get(`${accountId} ${vpcId ?? ''} ${address}`)
    return interfaceId === undefined || interfaceId === '' ? undefined : this.instanceOfInterface(interfaceId)
  }

  /** An interface's own IPv4 addresses as integers; undefined when the interface is unknown. */
  addressesOf(interfaceId: string): ReadonlySet<number> | undefined {
    const details = this.#knowledge.interfaces.get(interfaceId)?.details
    if (details === undefined) return undefined
    const texts = [details.privateIpAddress, ...(details.privateIpAddresses ?? []).map((one) => one.privateIpAddress)]
    const addresses = texts.flatMap((text) => parseIpv4(text ?? '') ?? [])
    return addresses.length === 0 ? undefined : new Set(addresses)
  }

  /** A bucket as findings show it; of an unknown one, its name. */
  s3BucketDetails(name: string): S3BucketDetail {
    return bucketDetails(this.#knowledge, name)
  }

  bucketAccess(name: string): BucketAccess {
    return accessOf(this.#knowledge, name)
  }

  eksClusterDetails(accountId: string, region: string, name: string): EksClusterDetails | undefined {
    return this.#knowledge.clusters.get(`${accountId} ${region} ${name}`)
  }

  /**
   * Account, region and name of the cluster that an audit log is of, as far as the log tells: by name, whatever the
   * region; or, when it names none, the only cluster there is.
   */
  findCluster(accountId: string, name: string): { accountId: string; region: string; clusterName: string } | undefined {
    const places = [...this.#knowledge.clusters.entries()].map(([key]) => {
      const [account = '', region = '', clusterName = ''] = key.split(' ')
      return { accountId: account, region, clusterName }
    })
    if (name === '') {
      const candidates = accountId === UNTOLD_ACCOUNT ? places : places.filter((place) => place.accountId === accountId)
      return candidates.length === 1 ? candidates[0] : undefined
    }
    return places.find((place) => place.clusterName === name && place.accountId === accountId)
  }

  isTrailBucket(accountId: string, bucketName: string): boolean {
    for (const trail of this.#knowledge.trails.values()) {
      if (trail.bucketName === bucketName && trail.accountId === accountId) return true
    }
    return false
  }

  trail(accountId: string, region: string, nameOrArn: string): TrailState | undefined {
    return this.#knowledge.trails.get(trailKey(accountId, region, nameOrArn))
  }

  get evictions(): number {
    return Object.values(this.#knowledge).reduce((sum, map) => sum + map.evictions, 0)
  }

  snapshot(): JsonValue {
    return snapshotKnowledge(this.#knowledge)
  }

  static restore(snapshot: JsonValue): Inventory {
    return new Inventory(restoreKnowledge(snapshot))
  }
}
