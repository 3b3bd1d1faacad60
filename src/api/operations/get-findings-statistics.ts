import { readCriteria } from '../check-criteria.ts'
import { visibleDetectorIds } from '../finding-scope.ts'
import { operation } from '../operation.ts'

/** COUNT_BY_SEVERITY is the only kind there is; severities without findings are left out. */
export const getFindingsStatistics = operation('GetFindingsStatistics', async (input, { detector, store }) => {
  const countBySeverity = await store.findings.countBySeverity({
    detectorIds: await visibleDetectorIds(store, detector),
    criteria: readCriteria(input.findingCriteria),
  })
  return { findingStatistics: { countBySeverity } }
})
