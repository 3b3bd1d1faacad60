import type { JsonValue } from '../../normalize/event.ts'
import { ACCOUNT } from './cloudtrail-record.ts'
import { INSTANCE, LOCAL_ADDRESS } from './flow-line.ts'

export interface InstanceOptions {
  tags?: Readonly<Record<string, string>>
  securityGroup?: string
  publicIp?: string
}

/** The answer of DescribeInstances for the instance that flow lines are of when they name no other. */
export function describedInstance({ tags = {}, securityGroup = 'default', publicIp }: InstanceOptions): JsonValue {
  const networkInterface = {
    NetworkInterfaceId: `eni-${INSTANCE.slice(2)}`,
    PrivateIpAddress: LOCAL_ADDRESS,
    Groups: [{ GroupId: 'sg-0a1b2c3d4e5f60718', GroupName: securityGroup }],
    ...(publicIp === undefined ? {} : { Association: { PublicIp: publicIp } }),
  }
  const instance = {
    InstanceId: INSTANCE,
    Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })),
    NetworkInterfaces: [networkInterface],
  }
  return { Reservations: [{ OwnerId: ACCOUNT, Instances: [instance] }] }
}
