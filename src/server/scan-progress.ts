import type { ExtractTotals } from './extract-objects.ts'

export type Stage = 'learning' | 'reading' | 'correlating'

/** Where a scan says how far it is. */
export interface ScanProgress {
  /** `storedBytes`: how much there is to read, 0 when unknown. */
  begin(stage: Stage, storedBytes: number): void
  read(totals: ExtractTotals, storedBytes: number): void
  found(findings: number): void
  end(): void
}

export const SILENT_PROGRESS: ScanProgress = { begin() {}, read() {}, found() {}, end() {} }
