import { gzip, jq, jsonParseLoop } from '../baselines/baseline.ts'
import { cloudtrailLogs } from '../generate/cloudtrail.ts'
import { dnsLogs } from '../generate/dns.ts'
import { kubernetesLogs } from '../generate/kubernetes.ts'
import { addressList, nameList } from '../generate/lists.ts'
import type { LogSet } from '../generate/log-set.ts'
import { JSON_RECORDS, LIST_ENTRIES, type Scenario } from '../scenario.ts'
import { oneSource } from './one-source.ts'

const PARSE_LOOP_RATIO_MAX = 1.35

export const cloudtrail: Scenario = jsonSource(
  'cloudtrail',
  'CloudTrail files, a threat list of addresses',
  cloudtrailLogs,
  '.Records[].eventName',
  (data) => ['--threat-list', addressList(LIST_ENTRIES, data)],
)

export const dns: Scenario = jsonSource(
  'dns',
  'Route 53 Resolver query logs, a list of names of command-and-control hosts',
  dnsLogs,
  '.query_name',
  (data) => ['--intel', `C2_DOMAIN=${nameList(LIST_ENTRIES, data)}`],
)

export const kubernetes: Scenario = jsonSource(
  'kubernetes',
  'Kubernetes audit logs, a threat list of addresses',
  kubernetesLogs,
  '.verb',
  (data) => ['--threat-list', addressList(LIST_ENTRIES, data)],
)

function jsonSource(
  name: string,
  asks: string,
  logsOf: (records: number) => LogSet,
  filter: string,
  listsIn: (dataDirectory: string) => string[],
): Scenario {
  return oneSource({
    name,
    asks,
    records: JSON_RECORDS,
    logsOf,
    async prepare(logs, bench) {
      const loop = { ...jsonParseLoop(logs), picketCpuRatioMax: PARSE_LOOP_RATIO_MAX }
      return { options: listsIn(bench.dataDirectory), baselines: [loop, gzip(logs), jq(logs, filter)] }
    },
  })
}
