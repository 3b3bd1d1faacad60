import { fillTemplate } from '../../model/catalogue/fill-template.ts'
import { type FindingTypeEntry, type FindingTypeName, findingType } from '../../model/catalogue/index.ts'
import type { Finding } from '../../model/finding.ts'
import { findingArn } from '../../model/finding-id.ts'
import { partitionOf } from '../../model/partition.ts'
import { wireTime } from '../../model/wire-time.ts'
import { sampleAction } from './sample-action.ts'
import { sampleEvidence, sampleExtras } from './sample-extras.ts'
import { sampleResource } from './sample-resource.ts'

export interface SamplePlace {
  accountId: string
  region: string
  detectorId: string
  /** Epoch milliseconds. */
  now: number
  /** 32 hex digits. */
  id: string
}

/** Values that the texts of samples show. */
const FACTS = {
  instanceId: 'i-99999999',
  remoteIp: '198.51.100.0',
  remotePort: 80,
  domain: 'GeneratedFindingDomainName',
  threatListName: 'GeneratedFindingThreatListName',
  api: 'GeneratedFindingAPIName',
  userName: 'GeneratedFindingUserName',
  userType: 'IAMUser',
  bucketName: 'bucketName',
  clusterName: 'GeneratedFindingEKSClusterName',
  remoteAccountId: '123456789012',
  actor: '198.51.100.0',
  target: 'i-99999999',
} as const

/**
 * A sample of a type, with the placeholders that the service's samples have (api-behaviour.md section 3.4). Not
 * one of them says so in its title; `additionalInfo.sample` does.
 */
export function sampleFinding(type: FindingTypeName, { accountId, region, detectorId, now, id }: SamplePlace): Finding {
  const entry = findingType(type)
  const extras = sampleExtras(entry)
  const second = wireTime(Math.floor(now / 1000) * 1000)
  const facts = { ...FACTS, accountId }
  return {
    schemaVersion: '2.0',
    accountId,
    region,
    partition: partitionOf(region),
    id,
    arn: findingArn({ region, accountId, detectorId, findingId: id }),
    type,
    resource: sampleResource(entry, accountId),
    service: {
      serviceName: 'guardduty',
      detectorId,
      action: sampleAction(entry),
      resourceRole: roleOf(entry),
      additionalInfo: { ...extras, value: JSON.stringify(extras), type: 'default' },
      ...sampleEvidence(entry),
      eventFirstSeen: second,
      eventLastSeen: second,
      archived: false,
      count: 1,
    },
    severity: severityOf(entry),
    createdAt: wireTime(now),
    updatedAt: wireTime(now),
    title: fillTemplate(entry.title, facts),
    description: fillTemplate(entry.description, facts),
  }
}

/** The same sample asked for once more. */
export function repeatedSample(document: Finding, now: number): Finding {
  const { service } = document
  const eventLastSeen = wireTime(Math.floor(now / 1000) * 1000)
  return {
    ...document,
    service: { ...service, eventLastSeen, count: service.count + 1 },
    updatedAt: wireTime(now),
  }
}

/** The samples of some types show a variant of the severity. */
function severityOf({ type, severity }: FindingTypeEntry): number {
  return /^Persistence:Kubernetes\/(MaliciousIPCaller|TorIPCaller)/.test(type) ? 8 : severity.default
}

/** And of some the other role than findings from logs have. */
function roleOf({ type, resourceRole }: FindingTypeEntry): 'TARGET' | 'ACTOR' {
  if (type === 'Impact:EC2/WinRMBruteForce') return 'ACTOR'
  if (type === 'Behavior:EC2/TrafficVolumeUnusual' || type === 'Backdoor:EC2/Spambot') return 'TARGET'
  return resourceRole === 'BY_DIRECTION' ? 'TARGET' : resourceRole
}
