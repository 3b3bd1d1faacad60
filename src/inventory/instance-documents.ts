import type { InstanceDetails, NetworkInterface } from '../model/instance-details.ts'
import type { JsonObject, JsonValue } from '../normalize/event.ts'
import { compact, objectAt, objectsIn, textAt } from './members.ts'

/** An instance as EC2 describes it, in GuardDuty's members. Interfaces are kept apart. */
export function instanceDetailsFrom(instance: JsonObject, instanceId: string): InstanceDetails {
  const profile = objectAt(instance, 'iamInstanceProfile')
  const productCodes = objectsIn(instance['productCodes']).flatMap((code) => {
    const productCodeId = textAt(code, 'productCodeId', 'productCode')
    const productCodeType = textAt(code, 'productCodeType', 'type')
    return productCodeId === undefined ? [] : [compact({ productCodeId, productCodeType })]
  })
  return compact({
    instanceId,
    instanceType: textAt(instance, 'instanceType'),
    outpostArn: textAt(instance, 'outpostArn'),
    launchTime: isoTimeOf(instance['launchTime']),
    platform: textAt(instance, 'platform') ?? null,
    productCodes,
    iamInstanceProfile:
      textAt(profile, 'arn') === undefined
        ? undefined
        : compact({ arn: textAt(profile, 'arn'), id: textAt(profile, 'id') }),
    tags: tagsFrom(instance['tagSet'] ?? instance['tags']),
    instanceState: textAt(objectAt(instance, 'instanceState'), 'name') ?? textAt(objectAt(instance, 'state'), 'name'),
    availabilityZone: textAt(objectAt(instance, 'placement'), 'availabilityZone'),
    imageId: textAt(instance, 'imageId'),
  })
}

/** An interface as EC2 describes it, in GuardDuty's members. */
export function interfaceFrom(document: JsonObject, networkInterfaceId: string): NetworkInterface {
  const association = objectAt(document, 'association')
  const addresses = objectsIn(document['privateIpAddressesSet'] ?? document['privateIpAddresses'])
  const ipv6 = objectsIn(document['ipv6AddressesSet'] ?? document['ipv6Addresses'])
  return compact({
    networkInterfaceId,
    privateIpAddress: textAt(document, 'privateIpAddress'),
    privateDnsName: textAt(document, 'privateDnsName'),
    privateIpAddresses: addresses.map((one) =>
      compact({ privateDnsName: textAt(one, 'privateDnsName'), privateIpAddress: textAt(one, 'privateIpAddress') }),
    ),
    ipv6Addresses: ipv6.flatMap((one) => textAt(one, 'ipv6Address') ?? []),
    publicIp: textAt(association, 'publicIp') ?? textAt(document, 'publicIp'),
    publicDnsName: textAt(association, 'publicDnsName'),
    subnetId: textAt(document, 'subnetId'),
    vpcId: textAt(document, 'vpcId'),
    securityGroups: objectsIn(document['groupSet'] ?? document['groups']).map((group) =>
      compact({ groupName: textAt(group, 'groupName'), groupId: textAt(group, 'groupId') }),
    ),
  })
}

export function tagsFrom(tags: JsonValue | undefined): { key: string; value: string }[] {
  return objectsIn(tags).flatMap((tag) => {
    const key = textAt(tag, 'key')
    return key === undefined ? [] : [{ key, value: textAt(tag, 'value') ?? '' }]
  })
}

/** CloudTrail writes epoch milliseconds, the CLI ISO texts with an offset. */
function isoTimeOf(value: JsonValue | undefined): string | undefined {
  const time = typeof value === 'number' ? value : typeof value === 'string' ? Date.parse(value) : Number.NaN
  return Number.isFinite(time) && Math.abs(time) < 8e15 ? new Date(time).toISOString() : undefined
}
