import { paged } from './constraints.ts'
import * as findings from './finding-operations.ts'
import { Ids, InDetector, shape } from './operation-shape.ts'

export const findingOperations = {
  ListFindings: shape({
    method: 'POST',
    path: '/detector/{detectorId}/findings',
    access: 'read',
    pathMembers: InDetector,
    body: findings.ListFindingsBody,
    output: paged({ findingIds: Ids }),
  }),
  GetFindings: shape({
    method: 'POST',
    path: '/detector/{detectorId}/findings/get',
    access: 'read',
    pathMembers: InDetector,
    body: findings.GetFindingsBody,
    output: findings.GetFindingsOutput,
  }),
  GetFindingsStatistics: shape({
    method: 'POST',
    path: '/detector/{detectorId}/findings/statistics',
    access: 'read',
    pathMembers: InDetector,
    body: findings.GetFindingsStatisticsBody,
    output: findings.GetFindingsStatisticsOutput,
  }),
  ArchiveFindings: shape({
    method: 'POST',
    path: '/detector/{detectorId}/findings/archive',
    access: 'full',
    pathMembers: InDetector,
    body: findings.FindingIdsBody,
  }),
  UnarchiveFindings: shape({
    method: 'POST',
    path: '/detector/{detectorId}/findings/unarchive',
    access: 'full',
    pathMembers: InDetector,
    body: findings.FindingIdsBody,
  }),
  UpdateFindingsFeedback: shape({
    method: 'POST',
    path: '/detector/{detectorId}/findings/feedback',
    access: 'full',
    pathMembers: InDetector,
    body: findings.UpdateFindingsFeedbackBody,
  }),
  CreateSampleFindings: shape({
    method: 'POST',
    path: '/detector/{detectorId}/findings/create',
    access: 'full',
    pathMembers: InDetector,
    body: findings.CreateSampleFindingsBody,
  }),
} as const
