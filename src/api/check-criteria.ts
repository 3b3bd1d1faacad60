import type { NormalCriteria } from '../aggregate/criteria/normal-criteria.ts'
import { normalise } from '../aggregate/criteria/normalise.ts'
import type { StoredCriteria } from '../store/records.ts'
import { invalidCriteria } from './wire-error.ts'

type WireCriteria = { criterion?: unknown } | undefined

/** The criteria as written, once they are known to mean something; a filter must have at least one. */
export function checkCriteria(criteria: WireCriteria, { isFilter }: { isFilter: boolean }): StoredCriteria {
  const criterion = (criteria?.criterion ?? {}) as StoredCriteria
  if (isFilter && Object.keys(criterion).length === 0) throw invalidCriteria()
  readCriteria(criteria)
  return criterion
}

/** What the criteria mean; none at all match everything. */
export function readCriteria(criteria: WireCriteria): NormalCriteria {
  const criterion = (criteria?.criterion ?? {}) as StoredCriteria
  const normal = normalise(criterion)
  if ('reason' in normal) throw invalidCriteria()
  return normal
}
