import { cloudTrailTypes } from './cloudtrail.ts'
import { dnsLogTypes } from './dns-logs.ts'
import type { FindingTypeEntry } from './entry.ts'
import type { FindingTypeName } from './finding-type-name.ts'
import { flowLogTypes } from './flow-logs.ts'
import { kubernetesTypes } from './kubernetes.ts'
import { s3LogTypes } from './s3-logs.ts'

export type { DataSource, FindingTypeEntry, IntelCategory, KeyField, Method } from './entry.ts'
export { type FindingTypeName, findingTypeNames, isFindingTypeName } from './finding-type-name.ts'
export type { Mitre, TacticName } from './mitre.ts'

/**
 * The one list of finding types: coverage tables, documentation, sample findings, `explain` and the detectors' severity,
 * role and texts all come from here.
 */
export const catalogue: readonly FindingTypeEntry[] = [
  ...flowLogTypes,
  ...dnsLogTypes,
  ...cloudTrailTypes,
  ...s3LogTypes,
  ...kubernetesTypes,
]

const byName: ReadonlyMap<string, FindingTypeEntry> = new Map(catalogue.map((entry) => [entry.type, entry]))

/** The entry of a name; certain to exist when the name is known to be one. */
export function findingType(name: FindingTypeName): FindingTypeEntry
export function findingType(name: string): FindingTypeEntry | undefined
export function findingType(name: string): FindingTypeEntry | undefined {
  return byName.get(name)
}
