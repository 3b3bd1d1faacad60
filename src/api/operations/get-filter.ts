import { filterArn } from '../arns.ts'
import { operation } from '../operation.ts'
import { noSuchResource } from '../wire-error.ts'

export const getFilter = operation('GetFilter', async ({ filterName }, { detector, store }) => {
  const filter = await store.filters.find(detector.id, filterName)
  if (filter === undefined) throw noSuchResource()
  const { name, description, criterion, rank, action } = filter
  const tags = await store.tags.of(filterArn(detector, name))
  return { name, description, findingCriteria: { criterion }, rank, action, tags }
})
