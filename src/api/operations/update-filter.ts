import { checkCriteria } from '../check-criteria.ts'
import { placeFilter } from '../filter-ranks.ts'
import { operation } from '../operation.ts'
import { invalidParameter, noSuchResource } from '../wire-error.ts'

/** Changes what is named; findings of before stay as they are. */
export const updateFilter = operation('UpdateFilter', async (input, { detector, store }) => {
  const criterion =
    input.findingCriteria === undefined ? undefined : checkCriteria(input.findingCriteria, { isFilter: true })
  return store.transaction(async (stores) => {
    const before = await stores.filters.find(detector.id, input.filterName)
    if (before === undefined) throw noSuchResource()
    const { name } = before
    const { rank = before.rank } = input
    if (rank > (await stores.filters.all(detector.id)).length) throw invalidParameter('rank')
    const given = await placeFilter(stores, detector.id, name, rank)
    await stores.filters.update({
      ...before,
      description: input.description ?? before.description,
      action: input.action ?? before.action,
      criterion: criterion ?? before.criterion,
      rank: given,
    })
    return { name }
  })
})
