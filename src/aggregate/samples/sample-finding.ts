import type { Action } from '../../model/action.ts'
import { fillTemplate, type TemplateValues } from '../../model/catalogue/fill-template.ts'
import { type FindingTypeEntry, type FindingTypeName, findingType } from '../../model/catalogue/index.ts'
import type { Finding } from '../../model/finding.ts'
import { findingArn } from '../../model/finding-id.ts'
import { partitionOf } from '../../model/partition.ts'
import type { Resource } from '../../model/resource.ts'
import type { ResourceRole } from '../../model/service.ts'
import { HIGH, type Severity } from '../../model/severity.ts'
import { wireTime } from '../../model/wire-time.ts'
import { BUCKET_NAME } from './placeholder-bucket.ts'
import { placeholderCluster } from './placeholder-cluster.ts'
import { INSTANCE_ID } from './placeholder-instance.ts'
import { REMOTE_IP } from './placeholder-remote.ts'
import { sampleAction } from './sample-action.ts'
import { sampleEvidence, sampleExtras } from './sample-extras.ts'
import { sampleResource } from './sample-resource.ts'

export interface SamplePlace {
  accountId: string
  region: string
  detectorId: string
  /** Epoch milliseconds. */
  now: number
  /** 32 hex digits, see `findingId`. */
  id: string
}

/**
 * The sample finding of a type: members, kinds of value and placeholders are those of the service's own sample, the texts
 * are the catalogue's. The title says nothing of a sample, `additionalInfo.sample` does (api-behaviour section 3.4).
 */
export function sampleFinding(type: FindingTypeName, { accountId, region, detectorId, now, id }: SamplePlace): Finding {
  const entry = findingType(type)
  const resource = sampleResource(entry, { accountId, region })
  const action = sampleAction(entry)
  const extras = sampleExtras(entry)
  const evidence = sampleEvidence(entry)
  const seen = wholeSecond(now)
  const texts = { ...valuesOf(action, resource), accountId, portsScannedSample: listed(extras['portsScannedSample']) }
  return {
    schemaVersion: '2.0',
    accountId,
    region,
    partition: partitionOf(region),
    id,
    arn: findingArn({ region, accountId, detectorId, findingId: id }),
    type,
    resource,
    service: {
      serviceName: 'guardduty',
      detectorId,
      action,
      resourceRole: AS_SAMPLED[type]?.role ?? roleOf(entry, action),
      additionalInfo: { ...extras, value: JSON.stringify(extras), type: 'default' },
      ...(evidence === undefined ? {} : { evidence }),
      eventFirstSeen: seen,
      eventLastSeen: seen,
      archived: false,
      count: 1,
    },
    severity: AS_SAMPLED[type]?.severity ?? entry.severity.default,
    createdAt: wireTime(now),
    updatedAt: wireTime(now),
    title: fillTemplate(entry.title, texts),
    description: fillTemplate(entry.description, texts),
  }
}

/** The document after the sample was asked for once more, at `now` in epoch milliseconds. */
export function repeatedSample(document: Finding, now: number): Finding {
  const { service } = document
  return {
    ...document,
    service: { ...service, eventLastSeen: wholeSecond(now), count: service.count + 1 },
    updatedAt: wireTime(now),
  }
}

/** Where the service's samples are not what its documentation, and so the catalogue, says of the type. */
const AS_SAMPLED: { readonly [Name in FindingTypeName]?: { severity?: Severity; role?: ResourceRole } } = {
  'Backdoor:EC2/Spambot': { role: 'TARGET' },
  'Behavior:EC2/TrafficVolumeUnusual': { role: 'TARGET' },
  'Persistence:Kubernetes/MaliciousIPCaller': { severity: HIGH },
  'Persistence:Kubernetes/MaliciousIPCaller.Custom': { severity: HIGH },
  'Persistence:Kubernetes/TorIPCaller': { severity: HIGH },
}

function roleOf({ resourceRole }: FindingTypeEntry, action: Action): ResourceRole {
  if (resourceRole !== 'BY_DIRECTION') return resourceRole
  return isOutbound(action) ? 'ACTOR' : 'TARGET'
}

const isOutbound = (action: Action): boolean =>
  action.actionType === 'NETWORK_CONNECTION' && action.networkConnectionAction.connectionDirection === 'OUTBOUND'

/** Values for the catalogue's texts, the same as the document shows. */
function valuesOf(action: Action, { accessKeyDetails }: Resource): TemplateValues {
  const [actor, target] = isOutbound(action) ? [INSTANCE_ID, REMOTE_IP] : [REMOTE_IP, INSTANCE_ID]
  const user = accessKeyDetails?.userName
  return {
    actor,
    target,
    instanceId: INSTANCE_ID,
    remoteIp: REMOTE_IP,
    remotePort:
      action.actionType === 'NETWORK_CONNECTION' ? action.networkConnectionAction.remotePortDetails.port : undefined,
    domain: action.actionType === 'DNS_REQUEST' ? action.dnsRequestAction.domain : undefined,
    threatListName: 'GeneratedFindingThreatListName',
    api: action.actionType === 'AWS_API_CALL' ? action.awsApiCallAction.api : undefined,
    userName: user,
    userType: accessKeyDetails?.userType,
    roleName: user,
    bucketName: BUCKET_NAME,
    trailArn: 'GeneratedFindingCloudTrailName',
    remoteAccountId: '123456789012',
    clusterName: placeholderCluster.name,
  }
}

const listed = (ports: unknown): string | undefined => (Array.isArray(ports) ? ports.join(', ') : undefined)

const wholeSecond = (ms: number): string => wireTime(Math.floor(ms / 1000) * 1000)
