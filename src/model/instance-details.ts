import Type, { type Static } from 'typebox'
import { IsoTime } from './iso-time.ts'
import { nullable } from './nullable.ts'
import { Tag } from './tag.ts'

export const PrivateIpAddressDetails = Type.Object({
  privateDnsName: Type.Optional(nullable(Type.String())),
  privateIpAddress: Type.Optional(Type.String()),
})
export type PrivateIpAddressDetails = Static<typeof PrivateIpAddressDetails>

export const SecurityGroup = Type.Object({
  groupId: Type.Optional(Type.String()),
  groupName: Type.Optional(Type.String()),
})
export type SecurityGroup = Static<typeof SecurityGroup>

export const NetworkInterface = Type.Object({
  networkInterfaceId: Type.Optional(Type.String()),
  privateIpAddress: Type.Optional(Type.String()),
  privateDnsName: Type.Optional(nullable(Type.String())),
  privateIpAddresses: Type.Optional(Type.Array(PrivateIpAddressDetails)),
  ipv6Addresses: Type.Optional(Type.Array(Type.String())),
  publicIp: Type.Optional(nullable(Type.String())),
  publicDnsName: Type.Optional(nullable(Type.String())),
  subnetId: Type.Optional(Type.String()),
  vpcId: Type.Optional(Type.String()),
  securityGroups: Type.Optional(Type.Array(SecurityGroup)),
})
export type NetworkInterface = Static<typeof NetworkInterface>

/** The wire calls these `productCodeId` and `productCodeType`, whatever the reference says. */
export const ProductCode = Type.Object({
  productCodeId: Type.Optional(Type.String()),
  productCodeType: Type.Optional(Type.String()),
})
export type ProductCode = Static<typeof ProductCode>

export const IamInstanceProfile = Type.Object({
  arn: Type.Optional(Type.String()),
  id: Type.Optional(Type.String()),
})
export type IamInstanceProfile = Static<typeof IamInstanceProfile>

/** The EC2 instance a finding is about. Only the id is sure: everything else is known from the inventory or left out. */
export const InstanceDetails = Type.Object({
  instanceId: Type.String(),
  instanceType: Type.Optional(Type.String()),
  outpostArn: Type.Optional(nullable(Type.String())),
  launchTime: Type.Optional(IsoTime),
  /** `windows`, or null for every other system. */
  platform: Type.Optional(nullable(Type.String())),
  productCodes: Type.Optional(Type.Array(ProductCode)),
  iamInstanceProfile: Type.Optional(nullable(IamInstanceProfile)),
  networkInterfaces: Type.Optional(Type.Array(NetworkInterface)),
  tags: Type.Optional(Type.Array(Tag)),
  instanceState: Type.Optional(Type.String()),
  availabilityZone: Type.Optional(Type.String()),
  imageId: Type.Optional(Type.String()),
  imageDescription: Type.Optional(nullable(Type.String())),
})
export type InstanceDetails = Static<typeof InstanceDetails>
