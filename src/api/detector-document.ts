import { partitionOf } from '../model/partition.ts'
import { wireTime } from '../model/wire-time.ts'
import type { Detector, OptionalDataSources } from '../store/records.ts'

const ON = { status: 'ENABLED' } as const
const statusOf = (isOn: boolean) => ({ status: isOn ? ('ENABLED' as const) : ('DISABLED' as const) })

/** Three sources are on in every detector; two can be turned off. */
export function dataSourcesDocument({ s3Logs, kubernetesAuditLogs }: OptionalDataSources) {
  return {
    cloudTrail: ON,
    dnsLogs: ON,
    flowLogs: ON,
    s3Logs: statusOf(s3Logs),
    kubernetes: { auditLogs: statusOf(kubernetesAuditLogs) },
  }
}

/** What a `DataSourceConfigurations` asks for, over what holds. */
export function dataSourcesAfter(
  before: OptionalDataSources,
  wanted: { s3Logs?: { enable: boolean }; kubernetes?: { auditLogs: { enable: boolean } } } | undefined,
): OptionalDataSources {
  return {
    s3Logs: wanted?.s3Logs?.enable ?? before.s3Logs,
    kubernetesAuditLogs: wanted?.kubernetes?.auditLogs.enable ?? before.kubernetesAuditLogs,
  }
}

export function detectorDocument(detector: Detector, tags: Record<string, string>) {
  const { accountId, region, enabled, createdAt, updatedAt, findingPublishingFrequency, dataSources } = detector
  const role = 'role/aws-service-role/guardduty.amazonaws.com/AWSServiceRoleForAmazonGuardDuty'
  return {
    status: enabled ? ('ENABLED' as const) : ('DISABLED' as const),
    createdAt: wireTime(createdAt),
    updatedAt: wireTime(updatedAt),
    serviceRole: `arn:${partitionOf(region)}:iam::${accountId}:${role}`,
    findingPublishingFrequency,
    dataSources: dataSourcesDocument(dataSources),
    tags,
  }
}

/** A detector as it is when nothing is said about it. */
export function newDetector(detector: Pick<Detector, 'id' | 'accountId' | 'region' | 'createdAt'>): Detector {
  return {
    ...detector,
    enabled: true,
    findingPublishingFrequency: 'SIX_HOURS',
    dataSources: { s3Logs: true, kubernetesAuditLogs: true },
    updatedAt: detector.createdAt,
  }
}
