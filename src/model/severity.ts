/** Low 1.0–3.9, Medium 4.0–6.9, High 7.0–8.9. What lies below or above is reserved and shown as Low or High. */
export type SeverityLabel = 'Low' | 'Medium' | 'High'

/** The three values that findings have. */
export const LOW = 2
export const MEDIUM = 5
export const HIGH = 8
export type Severity = typeof LOW | typeof MEDIUM | typeof HIGH

/** The lowest severity of each band, for filters such as "High and above". */
export const severityBandMin: Record<SeverityLabel, number> = { Low: 0.1, Medium: 4, High: 7 }

export function severityLabel(severity: number): SeverityLabel {
  if (severity >= severityBandMin.High) return 'High'
  return severity >= severityBandMin.Medium ? 'Medium' : 'Low'
}

/** The key of severity statistics: always with one decimal, `8.0`. */
export const severityKey = (severity: number): string => severity.toFixed(1)
