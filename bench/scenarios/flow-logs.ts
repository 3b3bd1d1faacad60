import { grepcidr, gzip, readlineSplit } from '../baselines/baseline.ts'
import { type FlowFormat, flowLogs } from '../generate/flow-logs.ts'
import { addressList } from '../generate/lists.ts'
import { uncompressedText } from '../generate/store-log-set.ts'
import { FLOW_RECORDS, LIST_ENTRIES, type Scenario } from '../scenario.ts'
import { type OneSource, oneSource } from './one-source.ts'

const GZIP_RATIO_MAX = 1.5

export const flowLogsV2: Scenario = oneSource(flowSource('v2', 'flow-logs'))

/** Only by name: the targets are for the default format. Without grepcidr, for its text would take more than a gigabyte. */
export const flowLogsV5: Scenario = oneSource({ ...flowSource('v5', 'flow-logs-v5'), byName: true })

function flowSource(format: FlowFormat, name: string): OneSource {
  return {
    name,
    asks: `VPC flow logs (${format === 'v2' ? 'the 14 default fields' : '25 fields, to version 5'}), a threat list of addresses`,
    records: FLOW_RECORDS,
    logsOf: (records) => flowLogs(records, format),
    async prepare(logs, bench) {
      const list = addressList(LIST_ENTRIES, bench.dataDirectory)
      const text = format === 'v2' ? [{ ...grepcidr(await uncompressedText(logs), list), picketCpuRatioMax: 1 }] : []
      const baselines = [{ ...gzip(logs), picketCpuRatioMax: GZIP_RATIO_MAX }, ...text, readlineSplit(logs, list)]
      return { options: ['--threat-list', list], baselines }
    },
  }
}
