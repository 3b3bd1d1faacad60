import type { FindingTypeEntry } from './entry.ts'

/** A row about an EC2 instance and its traffic; what most rows share is filled in. */
export const flowRow = (row: FlowRow): FindingTypeEntry => ({
  dataSource: 'FLOW_LOGS',
  resourceType: 'Instance',
  actionType: 'NETWORK_CONNECTION',
  intelCategories: [],
  key: ['instanceId'],
  ...row,
})

type Shared = 'dataSource' | 'resourceType' | 'actionType' | 'intelCategories' | 'key'
type FlowRow = Omit<FindingTypeEntry, Shared> &
  Partial<Pick<FindingTypeEntry, 'actionType' | 'intelCategories' | 'key'>>

/** The flow log fields that every flow row reads. */
export const flowFields =
  'VPC flow logs with interface, addresses, ports, protocol, packets, bytes, start, end and action (the default format)'
