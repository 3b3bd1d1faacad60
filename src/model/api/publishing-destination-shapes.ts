import Type from 'typebox'
import { paged } from './constraints.ts'
import { EntityId, InDetector, PageQuery, shape } from './operation-shape.ts'
import * as destination from './publishing-destination.ts'

export const publishingDestinationOperations = {
  CreatePublishingDestination: shape({
    method: 'POST',
    path: '/detector/{detectorId}/publishingDestination',
    access: 'full',
    pathMembers: InDetector,
    body: destination.CreatePublishingDestinationBody,
    output: Type.Object({ destinationId: Type.String() }),
  }),
  DescribePublishingDestination: shape({
    method: 'GET',
    path: '/detector/{detectorId}/publishingDestination/{destinationId}',
    access: 'read',
    pathMembers: Type.Object({ ...InDetector.properties, destinationId: EntityId }),
    output: destination.DescribePublishingDestinationOutput,
  }),
  ListPublishingDestinations: shape({
    method: 'GET',
    path: '/detector/{detectorId}/publishingDestination',
    access: 'read',
    pathMembers: InDetector,
    query: PageQuery,
    output: paged({ destinations: destination.Destinations }),
  }),
  UpdatePublishingDestination: shape({
    method: 'POST',
    path: '/detector/{detectorId}/publishingDestination/{destinationId}',
    access: 'full',
    pathMembers: Type.Object({ ...InDetector.properties, destinationId: EntityId }),
    body: destination.UpdatePublishingDestinationBody,
  }),
  DeletePublishingDestination: shape({
    method: 'DELETE',
    path: '/detector/{detectorId}/publishingDestination/{destinationId}',
    access: 'full',
    pathMembers: Type.Object({ ...InDetector.properties, destinationId: EntityId }),
  }),
} as const
