import { operation } from '../operation.ts'
import { pageOf } from '../page.ts'

export const listPublishingDestinations = operation('ListPublishingDestinations', async (input, request) => {
  const all = await request.store.destinations.list(request.detector.id)
  const { items, nextToken } = pageOf(all, ({ id }) => id, input, request)
  const destinations = items.map(({ id, destinationType, status }) => ({ destinationId: id, destinationType, status }))
  return { destinations, nextToken }
})
