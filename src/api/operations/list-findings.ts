import { readCriteria } from '../check-criteria.ts'
import { visibleDetectorIds } from '../finding-scope.ts'
import { operation } from '../operation.ts'
import { PAGE_ITEMS_DEFAULT, positionOf } from '../page.ts'
import { readSort } from '../read-sort.ts'

/** Newest activity first, unless asked otherwise. A page may hold fewer than asked for before the end. */
export const listFindings = operation('ListFindings', async (input, { detector, store, pageTokens }) => {
  const { maxResults: limit = PAGE_ITEMS_DEFAULT, nextToken } = input
  const sort = readSort(input.sortCriteria)
  const after = positionOf(nextToken, pageTokens)
  const page = await store.findings.list({
    detectorIds: await visibleDetectorIds(store, detector),
    criteria: readCriteria(input.findingCriteria),
    limit,
    ...(sort === undefined ? {} : { sort }),
    ...(after === undefined ? {} : { after }),
  })
  return { findingIds: page.ids, nextToken: page.next === undefined ? '' : pageTokens.write(page.next) }
})
