import { operation } from '../operation.ts'
import { invalidParameters } from '../wire-error.ts'

export const deletePublishingDestination = operation(
  'DeletePublishingDestination',
  async ({ destinationId }, { detector, store }) => {
    await store.transaction(async (stores) => {
      if ((await stores.destinations.find(detector.id, destinationId)) === undefined) throw invalidParameters()
      await stores.destinations.delete(detector.id, destinationId)
    })
  },
)
