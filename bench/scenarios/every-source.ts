import { cloudtrailLogs } from '../generate/cloudtrail.ts'
import { dnsLogs } from '../generate/dns.ts'
import { flowLogs } from '../generate/flow-logs.ts'
import { kubernetesLogs } from '../generate/kubernetes.ts'
import { type StoredLogs, storeLogSet } from '../generate/store-log-set.ts'
import type { Reading } from '../report.ts'
import { type Bench, FLOW_RECORDS, JSON_RECORDS, scaled } from '../scenario.ts'

export interface SourceLogs {
  kind: string
  logs: StoredLogs
}

/** The logs of the four one-source scenarios. */
export async function everySource(bench: Bench): Promise<SourceLogs[]> {
  const records = scaled(JSON_RECORDS, bench)
  const sets = [
    ['flow logs', flowLogs(scaled(FLOW_RECORDS, bench), 'v2')],
    ['CloudTrail', cloudtrailLogs(records)],
    ['DNS', dnsLogs(records)],
    ['Kubernetes', kubernetesLogs(records)],
  ] as const
  const stored: SourceLogs[] = []
  for (const [kind, set] of sets) stored.push({ kind, logs: await storeLogSet(set, bench.dataDirectory) })
  return stored
}

/** The sizes of several sets together. */
export function inputOf(all: readonly StoredLogs[]): Reading['input'] {
  const sum = (sizeOf: (logs: StoredLogs) => number) => all.reduce((total, logs) => total + sizeOf(logs), 0)
  return {
    records: sum((logs) => logs.records),
    textBytes: sum((logs) => logs.textBytes),
    gzipBytes: sum((logs) => logs.gzipBytes),
    files: sum((logs) => logs.files.length),
  }
}
