import type { Finding } from '../../model/finding.ts'
import type { Detector, StoredFinding } from '../records.ts'

export const DETECTOR_ID = 'd0'.repeat(16)
export const OTHER_DETECTOR_ID = 'd1'.repeat(16)

export function detector(id = DETECTOR_ID, accountId = '111122223333'): Detector {
  return {
    id,
    accountId,
    region: 'eu-west-1',
    enabled: true,
    findingPublishingFrequency: 'SIX_HOURS',
    dataSources: { s3Logs: true, kubernetesAuditLogs: false },
    createdAt: 1_640_000_000_000,
    updatedAt: 1_640_000_000_001,
  }
}

/** A finding by a number, which its id and times follow. */
export function finding(number: number, changes: { severity?: number; identity?: string; detectorId?: string } = {}) {
  const id = number.toString(16).padStart(32, '0')
  const detectorId = changes.detectorId ?? DETECTOR_ID
  const time = new Date(1_640_000_000_000 + number * 1000).toISOString()
  const document: Finding = {
    schemaVersion: '2.0',
    accountId: '111122223333',
    region: 'eu-west-1',
    partition: 'aws',
    id,
    arn: `arn:aws:guardduty:eu-west-1:111122223333:detector/${detectorId}/finding/${id}`,
    type: 'Recon:EC2/PortProbeUnprotectedPort',
    resource: {
      resourceType: 'Instance',
      instanceDetails: { instanceId: `i-${number % 10}`, tags: [{ key: 'team', value: `t${number % 3}` }] },
    },
    service: {
      serviceName: 'guardduty',
      detectorId,
      action: {
        actionType: 'PORT_PROBE',
        portProbeAction: {
          portProbeDetails: [
            { localPortDetails: { port: 22, portName: 'SSH' }, remoteIpDetails: { ipAddressV4: '198.51.100.7' } },
          ],
          blocked: false,
        },
      },
      resourceRole: 'TARGET',
      additionalInfo: {},
      eventFirstSeen: time,
      eventLastSeen: time,
      archived: false,
      count: 1,
    },
    severity: changes.severity ?? 2,
    createdAt: time,
    updatedAt: time,
    title: `Finding ${number}`,
    description: 'A port is being probed.',
  }
  const stored: StoredFinding = {
    document,
    identity: changes.identity ?? `identity ${number}`,
    state: { count: 1, nested: [null, 'ü'] },
    suppressed: false,
  }
  return stored
}
