import { operation } from '../operation.ts'
import { pageOf } from '../page.ts'

/** By rank. */
export const listFilters = operation('ListFilters', async (input, request) => {
  const filters = await request.store.filters.all(request.detector.id)
  const { items, nextToken } = pageOf(filters, ({ name }) => name, input, request)
  return { filterNames: items.map(({ name }) => name), nextToken }
})
