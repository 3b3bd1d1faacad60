import { SORT_ATTRIBUTES } from '../../aggregate/criteria/attributes.ts'
import { readCriteria } from '../check-criteria.ts'
import { visibleDetectorIds } from '../finding-scope.ts'
import { operation } from '../operation.ts'
import { PAGE_ITEMS_DEFAULT } from '../page.ts'
import { invalidSortCriteria } from '../wire-error.ts'

/** Newest activity first, unless asked otherwise. A page may hold fewer than asked for before the end. */
export const listFindings = operation('ListFindings', async (input, { detector, store, pageTokens }) => {
  const { maxResults: limit = PAGE_ITEMS_DEFAULT, nextToken } = input
  const sort = readSort(input.sortCriteria)
  const after = nextToken === undefined || nextToken === '' ? undefined : pageTokens.read(nextToken)
  const page = await store.findings.list({
    detectorIds: await visibleDetectorIds(store, detector),
    criteria: readCriteria(input.findingCriteria),
    limit,
    ...(sort === undefined ? {} : { sort }),
    ...(after === undefined ? {} : { after }),
  })
  return { findingIds: page.ids, nextToken: page.next === undefined ? '' : pageTokens.write(page.next) }
})

/** Throws the wire error for an attribute that nothing can be sorted by. */
export function readSort(criteria: { attributeName?: string; orderBy?: 'ASC' | 'DESC' } | undefined) {
  const { attributeName, orderBy = 'ASC' } = criteria ?? {}
  if (attributeName === undefined) return undefined
  if (!SORT_ATTRIBUTES.some((attribute) => attribute === attributeName)) throw invalidSortCriteria()
  return { attribute: attributeName, order: orderBy }
}
