import type { JsonObject } from '../../src/normalize/event.ts'
import type { Instance, Interface } from '../organisation/networks.ts'
import type { Organisation } from '../organisation/organisation.ts'
import { isoSeconds } from '../time-text.ts'

/** What DescribeInstances, DescribeNetworkInterfaces and DescribeCluster answer, in one document. */
export function inventoryDocument({ instances, networks, cluster }: Organisation): JsonObject {
  return {
    Reservations: instances.map((instance) => ({
      ReservationId: `r-0${instance.instanceId.slice(3)}`,
      OwnerId: instance.accountId,
      Instances: [instanceDocument(instance)],
    })),
    NetworkInterfaces: [
      ...instances.map((instance) => interfaceDocument(instance, 'interface', '')),
      ...networks.map(({ gateway, vpcId }) =>
        interfaceDocument(gateway, 'nat_gateway', `Interface for NAT Gateway of ${vpcId}`),
      ),
    ],
    cluster: {
      name: cluster.name,
      arn: cluster.arn,
      createdAt: isoSeconds(cluster.createdAt),
      version: '1.31',
      status: 'ACTIVE',
      resourcesVpcConfig: { vpcId: cluster.vpcId, endpointPublicAccess: true, endpointPrivateAccess: true },
      tags: { team: 'platform' },
    },
  }
}

function instanceDocument(instance: Instance): JsonObject {
  const { instanceId, privateAddress, publicAddress, accountId } = instance
  return {
    InstanceId: instanceId,
    ImageId: instance.imageId,
    InstanceType: instance.type,
    LaunchTime: isoSeconds(instance.launchedAt),
    State: { Code: 16, Name: 'running' },
    Placement: { AvailabilityZone: zoneOf(instance), Tenancy: 'default' },
    PrivateIpAddress: privateAddress,
    PrivateDnsName: privateName(instance),
    ...(publicAddress === undefined
      ? {}
      : { PublicIpAddress: publicAddress, PublicDnsName: publicName(publicAddress, instance.region) }),
    SubnetId: instance.subnetId,
    VpcId: instance.vpcId,
    IamInstanceProfile: {
      Arn: `arn:aws:iam::${accountId}:instance-profile/${instance.role.name}`,
      Id: `AIPA${instance.role.principalId.slice(4)}`,
    },
    SecurityGroups: [{ GroupId: instance.securityGroupId, GroupName: instance.tier }],
    NetworkInterfaces: [interfaceDocument(instance, 'interface', '')],
    Tags: [
      { Key: 'Name', Value: instance.name },
      { Key: 'tier', Value: instance.tier },
      // The batch tier is an EMR cluster.
      ...(instance.tier === 'batch' ? [{ Key: 'aws:elasticmapreduce:job-flow-id', Value: 'j-3QUILLMERE8X' }] : []),
    ],
  }
}

function interfaceDocument(at: Interface, InterfaceType: string, Description: string): JsonObject {
  const association =
    at.publicAddress === undefined
      ? {}
      : {
          Association: {
            PublicIp: at.publicAddress,
            PublicDnsName: publicName(at.publicAddress, at.region),
            IpOwnerId: at.accountId,
          },
        }
  return {
    NetworkInterfaceId: at.interfaceId,
    InterfaceType,
    Description,
    OwnerId: at.accountId,
    VpcId: at.vpcId,
    SubnetId: at.subnetId,
    AvailabilityZone: zoneOf(at),
    Status: 'in-use',
    PrivateIpAddress: at.privateAddress,
    PrivateDnsName: privateName(at),
    PrivateIpAddresses: [
      { Primary: true, PrivateIpAddress: at.privateAddress, PrivateDnsName: privateName(at), ...association },
    ],
    Ipv6Addresses: [],
    ...association,
    ...(at.instanceId === undefined
      ? {}
      : { Attachment: { InstanceId: at.instanceId, DeviceIndex: 0, Status: 'attached' } }),
  }
}

function zoneOf({ azId, region }: Interface): string {
  return `${region}${azId === 'euc1-az2' ? 'a' : 'b'}`
}

function privateName({ privateAddress, region }: Interface): string {
  return `ip-${privateAddress.replaceAll('.', '-')}.${region}.compute.internal`
}

function publicName(address: string, region: string): string {
  return `ec2-${address.replaceAll('.', '-')}.${region}.compute.amazonaws.com`
}
