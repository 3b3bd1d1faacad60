import { filterArn } from '../arns.ts'
import { closeRanks } from '../filter-ranks.ts'
import { operation } from '../operation.ts'
import { noSuchResource } from '../wire-error.ts'

export const deleteFilter = operation('DeleteFilter', async ({ filterName }, { detector, store }) => {
  await store.transaction(async (stores) => {
    if ((await stores.filters.find(detector.id, filterName)) === undefined) throw noSuchResource()
    await stores.filters.delete(detector.id, filterName)
    await stores.tags.clear(filterArn(detector, filterName))
    await closeRanks(stores, detector.id)
  })
})
