import type { FindingTypeEntry } from './entry.ts'
import { flowAnomalyRows } from './flow-anomaly-rows.ts'
import { flowAttackRows } from './flow-attack-rows.ts'
import { flowListRows } from './flow-list-rows.ts'

/** The 22 types that VPC flow logs give rise to. */
export const flowLogTypes: readonly FindingTypeEntry[] = [...flowListRows, ...flowAttackRows, ...flowAnomalyRows]
