import type { InstanceDetails } from '../../model/instance-details.ts'
import { partitionOf } from '../../model/partition.ts'

export const INSTANCE_ID = 'i-99999999'

const TAGS = 9

/** The instance of every sample. “Instace” is the service's own spelling, and rules for samples match it. */
export function placeholderInstance({ accountId, region }: { accountId: string; region: string }): InstanceDetails {
  return {
    instanceId: INSTANCE_ID,
    instanceType: 'm3.xlarge',
    outpostArn: 'arn:aws:outposts:us-west-2:123456789000:outpost/op-0fbc006e9abbc73c3',
    launchTime: '2016-08-02T02:05:06.000Z',
    platform: null,
    productCodes: [
      { productCodeId: 'GeneratedFindingProductCodeId', productCodeType: 'GeneratedFindingProductCodeType' },
    ],
    iamInstanceProfile: {
      arn: `arn:${partitionOf(region)}:iam::${accountId}:example/instance/profile`,
      id: 'GeneratedFindingInstanceProfileId',
    },
    networkInterfaces: [
      {
        networkInterfaceId: 'eni-bfcffe88',
        privateIpAddresses: [{ privateDnsName: 'GeneratedFindingPrivateName', privateIpAddress: '10.0.0.1' }],
        subnetId: 'GeneratedFindingSubnetId',
        vpcId: 'GeneratedFindingVPCId',
        privateDnsName: 'GeneratedFindingPrivateDnsName',
        securityGroups: [{ groupName: 'GeneratedFindingSecurityGroupName', groupId: 'GeneratedFindingSecurityId' }],
        publicIp: '198.51.100.0',
        ipv6Addresses: [],
        publicDnsName: 'GeneratedFindingPublicDNSName',
        privateIpAddress: '10.0.0.1',
      },
    ],
    tags: Array.from({ length: TAGS }, (_, index) => ({
      key: `GeneratedFindingInstaceTag${index + 1}`,
      value: index === 0 ? 'GeneratedFindingInstaceValue1' : `GeneratedFindingInstaceTagValue${index + 1}`,
    })),
    instanceState: 'running',
    availabilityZone: 'GeneratedFindingInstaceAvailabilityZone',
    imageId: 'ami-99999999',
    imageDescription: 'GeneratedFindingInstaceImageDescription',
  }
}
