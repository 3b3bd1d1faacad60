import { cloudTrailAnomalyRows } from './cloudtrail-anomaly-rows.ts'
import { cloudTrailCallerRows } from './cloudtrail-caller-rows.ts'
import { cloudTrailRuleRows } from './cloudtrail-rule-rows.ts'
import type { FindingTypeEntry } from './entry.ts'

/** The 28 types that CloudTrail management events give rise to. */
export const cloudTrailTypes: readonly FindingTypeEntry[] = [
  ...cloudTrailAnomalyRows,
  ...cloudTrailCallerRows,
  ...cloudTrailRuleRows,
]
