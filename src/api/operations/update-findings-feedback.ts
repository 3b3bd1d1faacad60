import { visibleDetectorIds } from '../finding-scope.ts'
import { operation } from '../operation.ts'
import { outOfRange } from '../wire-error.ts'

export const updateFindingsFeedback = operation('UpdateFindingsFeedback', async (input, { detector, store }) => {
  const { findingIds, feedback, comments = null } = input
  await store.transaction(async (stores) => {
    const ids = [...new Set(findingIds)]
    const detectorIds = await visibleDetectorIds(stores, detector)
    const found = await stores.findings.setFeedback(detectorIds, ids, { feedback, comments })
    if (found.length < ids.length) throw outOfRange()
  })
})
