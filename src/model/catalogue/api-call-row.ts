import type { DataSource, FindingTypeEntry } from './entry.ts'

/** A row about an AWS API call by somebody's credentials; what most rows share is filled in. */
export const apiCallRow = (row: ApiCallRow): FindingTypeEntry => ({
  dataSource: 'CLOUD_TRAIL',
  resourceType: row.dataSource === 'S3_LOGS' ? 'S3Bucket' : 'AccessKey',
  actionType: 'AWS_API_CALL',
  resourceRole: 'TARGET',
  intelCategories: [],
  window: 'Each event by itself.',
  threshold: 'One event.',
  ...row,
})

type Shared = 'dataSource' | 'resourceType' | 'actionType' | 'resourceRole' | 'intelCategories' | 'window' | 'threshold'
type ApiCallRow = Omit<FindingTypeEntry, Shared> & Partial<FindingTypeEntry> & { dataSource?: DataSource }

export const managementFields = 'CloudTrail management events'
export const dataEventFields = 'CloudTrail data events of S3 objects'

/** What no rule on a caller's address can see. */
export const addressMisses =
  'Callers behind an AWS service or a VPC endpoint, IPv6 callers, and addresses that no list names.'

export const keyResponse =
  'Ask the owner of the credentials. If the call was not theirs, make the key inactive or revoke the sessions of the role, and look at everything the identity did since.'

/** The three kinds of list that name a caller's address, and what the title, the description and the explanation say of it. */
export const callerLists = {
  malicious: {
    suffix: 'MaliciousIPCaller',
    category: 'MALICIOUS_CALLER_IP',
    place: 'a known malicious IP address',
    seen: 'an address listed as malicious',
    from: 'the known malicious IP address {remoteIp}',
    list: 'a MALICIOUS_CALLER_IP list',
  },
  custom: {
    suffix: 'MaliciousIPCaller.Custom',
    category: 'CUSTOM_THREAT_IP',
    place: 'an IP address on your threat list {threatListName}',
    seen: 'an address on one of your threat lists',
    from: '{remoteIp}, an address on your threat list {threatListName}',
    list: 'an active threat list of your own',
  },
  tor: {
    suffix: 'TorIPCaller',
    category: 'TOR_EXIT_IP',
    place: 'a Tor exit node',
    seen: 'an exit node of the Tor network',
    from: '{remoteIp}, an exit node of the Tor network',
    list: 'a TOR_EXIT_IP list, best refreshed every hour',
  },
} as const
export type CallerList = keyof typeof callerLists
