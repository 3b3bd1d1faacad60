import { placeOfArn } from '../../publish/s3-destination.ts'
import { once } from '../once.ts'
import { operation } from '../operation.ts'
import { invalidInput, outOfRange } from '../wire-error.ts'

/** Tested with a real write before anything is published there: see `settleDestinations`. */
export const createPublishingDestination = operation(
  'CreatePublishingDestination',
  async (input, { detector, now, store, newId, services }) => {
    const { destinationType, destinationProperties } = input
    const { destinationArn = '', kmsKeyArn = null } = destinationProperties
    if (placeOfArn(destinationArn) === undefined) throw outOfRange()
    const scope = detector.id
    const creation = { operation: 'CreatePublishingDestination', scope, token: input.clientToken, input, now }
    const response = await store.transaction((stores) =>
      once(stores, creation, async () => {
        const others = await stores.destinations.list(detector.id)
        if (others.some((other) => other.destinationType === destinationType)) {
          throw invalidInput(
            'The request failed because a publishingDestination already exists with the destinationType value provided in the request.',
          )
        }
        const id = newId()
        await stores.destinations.insert({
          id,
          detectorId: detector.id,
          destinationType,
          destinationArn,
          kmsKeyArn,
          status: 'PENDING_VERIFICATION',
          failureStartedAt: 0,
          reason: null,
          createdAt: now,
        })
        return { destinationId: id }
      }),
    )
    services.settle()
    return response
  },
)
