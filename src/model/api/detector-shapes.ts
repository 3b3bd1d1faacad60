import Type from 'typebox'
import { paged } from './constraints.ts'
import * as detector from './detector.ts'
import { Ids, InDetector, PageQuery, shape } from './operation-shape.ts'

export const detectorOperations = {
  CreateDetector: shape({
    method: 'POST',
    path: '/detector',
    access: 'full',
    body: detector.CreateDetectorBody,
    output: Type.Object({ detectorId: Type.String() }),
  }),
  GetDetector: shape({
    method: 'GET',
    path: '/detector/{detectorId}',
    access: 'read',
    pathMembers: InDetector,
    output: detector.GetDetectorOutput,
  }),
  ListDetectors: shape({
    method: 'GET',
    path: '/detector',
    access: 'read',
    query: PageQuery,
    output: paged({ detectorIds: Ids }),
  }),
  UpdateDetector: shape({
    method: 'POST',
    path: '/detector/{detectorId}',
    access: 'full',
    pathMembers: InDetector,
    body: detector.UpdateDetectorBody,
  }),
  DeleteDetector: shape({
    method: 'DELETE',
    path: '/detector/{detectorId}',
    access: 'full',
    pathMembers: InDetector,
  }),
} as const
