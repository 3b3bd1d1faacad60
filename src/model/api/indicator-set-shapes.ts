import Type from 'typebox'
import { paged } from './constraints.ts'
import * as set from './indicator-set.ts'
import { EntityId, Ids, InDetector, PageQuery, shape } from './operation-shape.ts'

export const indicatorSetOperations = {
  CreateIPSet: shape({
    method: 'POST',
    path: '/detector/{detectorId}/ipset',
    access: 'full',
    pathMembers: InDetector,
    body: set.CreateSetBody,
    output: Type.Object({ ipSetId: Type.String() }),
  }),
  GetIPSet: shape({
    method: 'GET',
    path: '/detector/{detectorId}/ipset/{ipSetId}',
    access: 'read',
    pathMembers: Type.Object({ ...InDetector.properties, ipSetId: EntityId }),
    output: set.GetSetOutput,
  }),
  ListIPSets: shape({
    method: 'GET',
    path: '/detector/{detectorId}/ipset',
    access: 'read',
    pathMembers: InDetector,
    query: PageQuery,
    output: paged({ ipSetIds: Ids }),
  }),
  UpdateIPSet: shape({
    method: 'POST',
    path: '/detector/{detectorId}/ipset/{ipSetId}',
    access: 'full',
    pathMembers: Type.Object({ ...InDetector.properties, ipSetId: EntityId }),
    body: set.UpdateSetBody,
  }),
  DeleteIPSet: shape({
    method: 'DELETE',
    path: '/detector/{detectorId}/ipset/{ipSetId}',
    access: 'full',
    pathMembers: Type.Object({ ...InDetector.properties, ipSetId: EntityId }),
  }),
  CreateThreatIntelSet: shape({
    method: 'POST',
    path: '/detector/{detectorId}/threatintelset',
    access: 'full',
    pathMembers: InDetector,
    body: set.CreateSetBody,
    output: Type.Object({ threatIntelSetId: Type.String() }),
  }),
  GetThreatIntelSet: shape({
    method: 'GET',
    path: '/detector/{detectorId}/threatintelset/{threatIntelSetId}',
    access: 'read',
    pathMembers: Type.Object({ ...InDetector.properties, threatIntelSetId: EntityId }),
    output: set.GetSetOutput,
  }),
  ListThreatIntelSets: shape({
    method: 'GET',
    path: '/detector/{detectorId}/threatintelset',
    access: 'read',
    pathMembers: InDetector,
    query: PageQuery,
    output: paged({ threatIntelSetIds: Ids }),
  }),
  UpdateThreatIntelSet: shape({
    method: 'POST',
    path: '/detector/{detectorId}/threatintelset/{threatIntelSetId}',
    access: 'full',
    pathMembers: Type.Object({ ...InDetector.properties, threatIntelSetId: EntityId }),
    body: set.UpdateSetBody,
  }),
  DeleteThreatIntelSet: shape({
    method: 'DELETE',
    path: '/detector/{detectorId}/threatintelset/{threatIntelSetId}',
    access: 'full',
    pathMembers: Type.Object({ ...InDetector.properties, threatIntelSetId: EntityId }),
  }),
} as const
