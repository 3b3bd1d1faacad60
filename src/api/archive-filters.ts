import { matches } from '../aggregate/criteria/matches.ts'
import type { NormalCriteria } from '../aggregate/criteria/normal-criteria.ts'
import { normalise } from '../aggregate/criteria/normalise.ts'
import type { Finding } from '../model/finding.ts'
import type { Stores } from '../store/ports.ts'

/** What the ARCHIVE filters of a detector match, by rank. */
export async function archiveCriteria(stores: Stores, detectorId: string): Promise<NormalCriteria[]> {
  const filters = await stores.filters.all(detectorId)
  return filters
    .filter(({ action }) => action === 'ARCHIVE')
    .flatMap(({ criterion }) => {
      const criteria = normalise(criterion)
      return 'reason' in criteria ? [] : [criteria]
    })
}

/** Whether a new finding is archived from the start, and so never published. */
export function isSuppressed(archives: readonly NormalCriteria[], document: Finding): boolean {
  return archives.some((criteria) => matches(criteria, document))
}
