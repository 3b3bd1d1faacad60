export type Partition = 'aws' | 'aws-cn' | 'aws-us-gov'

/** The partition that a region belongs to: the second member of every ARN in it. */
export function partitionOf(region: string): Partition {
  if (region.startsWith('cn-')) return 'aws-cn'
  if (region.startsWith('us-gov-')) return 'aws-us-gov'
  return 'aws'
}
