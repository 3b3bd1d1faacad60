import { instanceIdOfSession } from '../detect/instance-session.ts'
import type { Signal } from '../detect/signal.ts'
import type { Inventory } from '../inventory/inventory.ts'
import type { FindingTypeEntry } from '../model/catalogue/index.ts'
import type { Resource } from '../model/resource.ts'
import { unreachable } from '../std/unreachable.ts'
import { accessKeyDetailsOf } from './access-key-resource.ts'
import { clusterResource } from './cluster-resource.ts'
import { instanceDetailsOf } from './instance-resource.ts'

/** The `resource` member of a signal's finding, with the details that the inventory has at this moment. */
export function resourceOf(signal: Signal, entry: FindingTypeEntry, inventory: Inventory): Resource {
  const clue = signal.resource
  const { resourceType } = entry
  switch (clue.kind) {
    case 'instance':
      return { resourceType, instanceDetails: instanceDetailsOf(clue.subject, clue.localAddress, inventory) }
    case 'accessKey':
    case 'bucket': {
      const instanceId = instanceIdOfSession(clue.call)
      const instance = instanceId === undefined ? undefined : inventory.instanceDetails(instanceId)
      const buckets = (clue.buckets ?? []).map((name) => inventory.s3BucketDetails(name))
      return {
        resourceType,
        accessKeyDetails: accessKeyDetailsOf(clue.call),
        ...(buckets.length === 0 ? {} : { s3BucketDetails: buckets }),
        ...(instance === undefined ? {} : { instanceDetails: instance }),
      }
    }
    case 'cluster':
      return { resourceType, ...clusterResource(clue.request, inventory) }
    default:
      return unreachable(clue)
  }
}
