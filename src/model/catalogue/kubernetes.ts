import type { FindingTypeEntry } from './entry.ts'
import { kubernetesCallerRows } from './kubernetes-caller-rows.ts'
import { kubernetesRuleRows } from './kubernetes-rule-rows.ts'

/** The 27 types that Kubernetes audit logs give rise to. */
export const kubernetesTypes: readonly FindingTypeEntry[] = [...kubernetesCallerRows, ...kubernetesRuleRows]
