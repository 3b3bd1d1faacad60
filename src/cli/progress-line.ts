import { Presets, SingleBar } from 'cli-progress'
import type { ExtractTotals } from '../server/extract-objects.ts'
import type { ScanProgress, Stage } from '../server/scan-progress.ts'

/** Shows a scan's progress on a terminal: stage, speed, findings, rejected records, time left. */
export function progressLine(stream: NodeJS.WriteStream, now: () => number): ScanProgress {
  let bar: SingleBar | undefined
  let startedAt = 0
  let stored = 0
  let findings = 0
  let latest: ExtractTotals | undefined

  const payload = (stage: Stage) => {
    const seconds = Math.max(now() - startedAt, 1) / 1000
    const rejected = Object.values(latest?.counts.rejected ?? {}).reduce((sum, count) => sum + count, 0)
    return {
      stage,
      records: Math.round((latest?.counts.records ?? 0) / seconds).toLocaleString('en'),
      megabytes: (stored / 1e6 / seconds).toFixed(1),
      findings,
      rejected,
    }
  }
  let current: Stage = 'reading'
  return {
    begin(stage, storedBytes) {
      bar?.stop()
      current = stage
      if (stage !== 'correlating') {
        startedAt = now()
        stored = 0
      }
      bar = new SingleBar(
        {
          stream,
          format:
            '{stage} {bar} {percentage}% | {records} rec/s {megabytes} MB/s | {findings} found {rejected} rejected | {eta_formatted} left',
          barsize: 8,
          hideCursor: true,
          clearOnComplete: true,
          linewrap: false,
          etaBuffer: 50,
        },
        Presets.shades_classic,
      )
      bar.start(Math.max(storedBytes, 1), 0, payload(stage))
    },
    read(totals, bytes) {
      latest = totals
      stored += bytes
      bar?.increment(bytes, payload(current))
    },
    found(count) {
      findings = count
      bar?.update(payload(current))
    },
    end() {
      bar?.stop()
      bar = undefined
    },
  }
}
