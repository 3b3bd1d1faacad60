import type { JsonObject } from '../../src/normalize/event.ts'
import type { Flow } from './flow-line.ts'

/** One record of one log source, and what decides which log object it belongs to. `time` is epoch milliseconds. */
export type LogRecord = { time: number; accountId: string; region: string } & (
  | { source: 'cloudtrail'; event: JsonObject }
  | { source: 'flow'; flow: Flow }
  | { source: 'dns'; vpcId: string; query: JsonObject }
  | { source: 'kubernetes'; clusterName: string; event: JsonObject }
)

export type LogSource = LogRecord['source']

/** When the activity of a record was over: only flow records last. */
export function endOf(record: LogRecord): number {
  return record.source === 'flow' ? record.flow.end * 1_000 : record.time
}
