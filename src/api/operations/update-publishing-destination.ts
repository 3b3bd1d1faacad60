import { placeOfArn } from '../../publish/s3-destination.ts'
import { operation } from '../operation.ts'
import { invalidParameters, outOfRange } from '../wire-error.ts'

/** What is named replaces what was there, and is tested anew. */
export const updatePublishingDestination = operation(
  'UpdatePublishingDestination',
  async ({ destinationId, destinationProperties = {} }, { detector, store, services }) => {
    await store.transaction(async (stores) => {
      const before = await stores.destinations.find(detector.id, destinationId)
      if (before === undefined) throw invalidParameters()
      const { destinationArn = before.destinationArn, kmsKeyArn = before.kmsKeyArn } = destinationProperties
      if (placeOfArn(destinationArn) === undefined) throw outOfRange()
      const status = 'PENDING_VERIFICATION'
      await stores.destinations.update({
        ...before,
        destinationArn,
        kmsKeyArn,
        status,
        failureStartedAt: 0,
        reason: null,
      })
    })
    services.settle()
  },
)
