import type { Cluster } from '../organisation/cluster.ts'
import type { LogRecord } from '../records/log-record.ts'

const EVENTS_PER_DOCUMENT = 400

/** What a CloudWatch Logs subscription delivers of a cluster's audit log: documents that carry the records as text, one a line. */
export function subscriptionDocuments(cluster: Cluster, records: readonly LogRecord[]): string {
  const documents: string[] = []
  for (let at = 0; at < records.length; at += EVENTS_PER_DOCUMENT) {
    const logEvents = records
      .slice(at, at + EVENTS_PER_DOCUMENT)
      .flatMap((record, index) =>
        record.source === 'kubernetes'
          ? [{ id: eventId(record.time, at + index), timestamp: record.time, message: JSON.stringify(record.event) }]
          : [],
      )
    documents.push(
      JSON.stringify({
        messageType: 'DATA_MESSAGE',
        owner: cluster.accountId,
        logGroup: `/aws/eks/${cluster.name}/cluster`,
        logStream: `kube-apiserver-audit-${cluster.streamId}`,
        subscriptionFilters: ['audit-to-archive'],
        logEvents,
      }),
    )
  }
  return `${documents.join('\n')}\n`
}

/** 56 digits, in the order of the events. */
function eventId(time: number, index: number): string {
  return `${String(time).padStart(20, '0')}${String(index).padStart(36, '0')}`
}
