import { visibleDetectorIds } from '../finding-scope.ts'
import { operation } from '../operation.ts'
import { outOfRange } from '../wire-error.ts'

export const unarchiveFindings = operation('UnarchiveFindings', async ({ findingIds }, { detector, store }) => {
  await store.transaction(async (stores) => {
    const ids = [...new Set(findingIds)]
    const found = await stores.findings.setArchived(await visibleDetectorIds(stores, detector), ids, false)
    if (found.length < ids.length) throw outOfRange()
  })
})
