import type { Inventory } from '../inventory/inventory.ts'
import type { InstanceDetails } from '../model/instance-details.ts'
import type { FlowSubject } from '../normalize/event.ts'

/**
 * The instance behind an interface: what the inventory knows, else what the record itself tells. An instance with no
 * known id is named by its interface, and failing that by its address.
 */
export function instanceDetailsOf(subject: FlowSubject, localAddress: string, inventory: Inventory): InstanceDetails {
  const instanceId =
    subject.instanceId ??
    inventory.instanceOfInterface(subject.interfaceId) ??
    inventory.instanceByAddress(subject.accountId, subject.vpcId, localAddress)
  const known = inventory.instanceDetails(instanceId ?? subject.interfaceId)
  if (known !== undefined) return known
  const { interfaceId, subnetId, vpcId } = subject
  return {
    instanceId: instanceId ?? (interfaceId || localAddress),
    networkInterfaces: [
      {
        ...(interfaceId === '' ? {} : { networkInterfaceId: interfaceId }),
        privateIpAddress: localAddress,
        ...(subnetId === undefined ? {} : { subnetId }),
        ...(vpcId === undefined ? {} : { vpcId }),
      },
    ],
  }
}
