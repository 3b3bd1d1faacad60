import { operation } from '../operation.ts'
import { invalidParameters } from '../wire-error.ts'

export const describePublishingDestination = operation(
  'DescribePublishingDestination',
  async ({ destinationId }, { detector, store }) => {
    const destination = await store.destinations.find(detector.id, destinationId)
    if (destination === undefined) throw invalidParameters()
    const { destinationType, status, failureStartedAt, destinationArn, kmsKeyArn } = destination
    return {
      destinationId,
      destinationType,
      status,
      publishingFailureStartTimestamp: failureStartedAt,
      destinationProperties: { destinationArn, ...(kmsKeyArn === null ? {} : { kmsKeyArn }) },
    }
  },
)
