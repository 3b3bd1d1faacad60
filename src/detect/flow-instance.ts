import type { Inventory } from '../inventory/inventory.ts'
import type { InstanceDetails } from '../model/instance-details.ts'
import { formatIpv4 } from '../std/ipv4.ts'
import type { FlowSummary } from './flow-summary.ts'

/** What the inventory knows of the instance whose traffic this is; undefined when it does not know it. */
export function instanceOf({ subject, localAddress }: FlowSummary, inventory: Inventory): InstanceDetails | undefined {
  const { accountId, instanceId, interfaceId, vpcId } = subject
  const known =
    instanceId ??
    inventory.instanceOfInterface(interfaceId) ??
    inventory.instanceByAddress(accountId, vpcId, formatIpv4(localAddress))
  return inventory.instanceDetails(known ?? interfaceId)
}
