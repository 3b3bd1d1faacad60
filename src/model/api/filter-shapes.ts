import Type from 'typebox'
import { paged } from './constraints.ts'
import * as filter from './filter.ts'
import { EntityId, Ids, InDetector, PageQuery, shape } from './operation-shape.ts'

export const filterOperations = {
  CreateFilter: shape({
    method: 'POST',
    path: '/detector/{detectorId}/filter',
    access: 'full',
    pathMembers: InDetector,
    body: filter.CreateFilterBody,
    output: Type.Object({ name: Type.String() }),
  }),
  GetFilter: shape({
    method: 'GET',
    path: '/detector/{detectorId}/filter/{filterName}',
    access: 'read',
    pathMembers: Type.Object({ ...InDetector.properties, filterName: EntityId }),
    output: filter.GetFilterOutput,
  }),
  ListFilters: shape({
    method: 'GET',
    path: '/detector/{detectorId}/filter',
    access: 'read',
    pathMembers: InDetector,
    query: PageQuery,
    output: paged({ filterNames: Ids }),
  }),
  UpdateFilter: shape({
    method: 'POST',
    path: '/detector/{detectorId}/filter/{filterName}',
    access: 'full',
    pathMembers: Type.Object({ ...InDetector.properties, filterName: EntityId }),
    body: filter.UpdateFilterBody,
    output: Type.Object({ name: Type.String() }),
  }),
  DeleteFilter: shape({
    method: 'DELETE',
    path: '/detector/{detectorId}/filter/{filterName}',
    access: 'full',
    pathMembers: Type.Object({ ...InDetector.properties, filterName: EntityId }),
  }),
} as const
