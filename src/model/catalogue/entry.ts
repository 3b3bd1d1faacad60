import type { ActionType } from '../action.ts'
import type { ResourceType } from '../resource.ts'
import type { ResourceRole } from '../service.ts'
import type { Severity } from '../severity.ts'
import type { FindingTypeName } from './finding-type-name.ts'
import type { Mitre } from './mitre.ts'

export type DataSource = 'FLOW_LOGS' | 'DNS_LOGS' | 'CLOUD_TRAIL' | 'S3_LOGS' | 'KUBERNETES_AUDIT_LOGS'

/** How a type is decided: a list names the other side, a rule on one event, counts in a window, or a learnt baseline. */
export type Method = 'threat-list' | 'rule' | 'statistical' | 'anomaly-ml'

/** The kinds of indicator a type looks up; `intel` reads them, `--intel CATEGORY=FILE` adds to them. */
export type IntelCategory =
  | 'C2_IP'
  | 'C2_DOMAIN'
  | 'CRYPTO_IP'
  | 'CRYPTO_DOMAIN'
  | 'TOR_EXIT_IP'
  | 'TOR_GUARD_AUTHORITY'
  | 'TOR_RELAY'
  | 'SCANNER_IP'
  | 'BLACKHOLE_IP'
  | 'BLACKHOLE_DOMAIN'
  | 'DROP_POINT_IP'
  | 'DROP_POINT_DOMAIN'
  | 'DRIVEBY_DOMAIN'
  | 'PHISHING_DOMAIN'
  | 'DGA_DOMAIN'
  | 'REP_ABUSED'
  | 'REP_CRYPTO'
  | 'REP_MALICIOUS'
  | 'REP_SUSPICIOUS'
  | 'MALICIOUS_CALLER_IP'
  | 'CUSTOM_THREAT_IP'
  | 'AWS_IP_RANGES'
  | 'PENTEST_UA'

/** What sets two findings of one account, region and type apart. `window24h` starts a new finding after a day. */
export type KeyField =
  | 'instanceId'
  | 'resourceRole'
  | 'remotePort'
  | 'registrableDomain'
  | 'threatListName'
  | 'principalId'
  | 'userName'
  | 'window24h'
  | 'trailArn'
  | 'bucketArn'
  | 'roleName'
  | 'remoteAccountId'
  | 'clusterArn'
  | 'username'
  | 'sourceIp'
  | 'namespace'
  | 'imagePrefix'
  | 'bindingName'
  | 'serviceName'

/** Everything that is known about one finding type. Texts are for people; `title` and `description` hold `{placeholders}`. */
export interface FindingTypeEntry {
  type: FindingTypeName
  dataSource: DataSource
  /** Other sources that can raise the same type. */
  alsoFrom?: readonly DataSource[]
  resourceType: ResourceType
  actionType: ActionType
  /** `BY_DIRECTION`: TARGET when the other side came in, ACTOR when the resource went out. */
  resourceRole: ResourceRole | 'BY_DIRECTION'
  severity: { default: Severity; variants?: readonly { value: Severity; when: string }[] }
  method: Method
  intelCategories: readonly IntelCategory[]
  /** Together with account, region and type: the identity of a finding. */
  key: readonly KeyField[]
  title: string
  description: string
  /** What it detects. */
  sees: string
  /** What it cannot see. */
  misses: string
  /** The logs, fields and lists without which it stays silent. */
  needs: string
  window: string
  threshold: string
  /** What to do about it. */
  respond: string
  mitre: Mitre
  /** The type that took its place in GuardDuty after June 2022. */
  supersededBy?: string
}
