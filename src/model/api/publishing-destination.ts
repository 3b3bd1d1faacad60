import Type from 'typebox'
import { ClientToken } from './constraints.ts'

const DestinationProperties = Type.Object({
  destinationArn: Type.Optional(Type.String({ maxLength: 2048 })),
  kmsKeyArn: Type.Optional(Type.String({ maxLength: 2048 })),
})
const DestinationType = Type.Enum(['S3'])
const DestinationStatus = Type.Enum([
  'PENDING_VERIFICATION',
  'PUBLISHING',
  'UNABLE_TO_PUBLISH_FIX_DESTINATION_PROPERTY',
  'STOPPED',
])

export const CreatePublishingDestinationBody = Type.Object({
  destinationType: DestinationType,
  destinationProperties: DestinationProperties,
  clientToken: Type.Optional(ClientToken),
})

export const UpdatePublishingDestinationBody = Type.Object({
  destinationProperties: Type.Optional(DestinationProperties),
})

export const DescribePublishingDestinationOutput = Type.Object({
  destinationId: Type.String(),
  destinationType: Type.String(),
  status: DestinationStatus,
  publishingFailureStartTimestamp: Type.Optional(Type.Integer()),
  destinationProperties: DestinationProperties,
})

export const Destinations = Type.Array(
  Type.Object({ destinationId: Type.String(), destinationType: Type.String(), status: DestinationStatus }),
)
