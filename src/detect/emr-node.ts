import type { InstanceDetails } from '../model/instance-details.ts'

const EMR_TAG = 'aws:elasticmapreduce:'
/** The groups that EMR makes for the nodes of its clusters, in public subnets and in private ones. */
const EMR_GROUP = /^ElasticMapReduce-(master|slave)(-private)?$/i

/** Whether EMR started the instance: EMR tags its nodes, and puts them into security groups of its own. */
export function isEmrNode({ tags = [], networkInterfaces = [] }: InstanceDetails): boolean {
  return (
    tags.some(({ key }) => key.startsWith(EMR_TAG)) ||
    networkInterfaces.some(({ securityGroups = [] }) =>
      securityGroups.some(({ groupName }) => groupName !== undefined && EMR_GROUP.test(groupName)),
    )
  )
}
