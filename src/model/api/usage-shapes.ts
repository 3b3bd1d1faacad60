import * as member from './member.ts'
import { InDetector, shape } from './operation-shape.ts'
import * as usage from './usage.ts'

export const usageOperations = {
  GetUsageStatistics: shape({
    method: 'POST',
    path: '/detector/{detectorId}/usage/statistics',
    access: 'read',
    pathMembers: InDetector,
    body: usage.GetUsageStatisticsBody,
    output: usage.GetUsageStatisticsOutput,
  }),
  GetRemainingFreeTrialDays: shape({
    method: 'POST',
    path: '/detector/{detectorId}/freeTrial/daysRemaining',
    access: 'read',
    pathMembers: InDetector,
    body: member.AccountIdsBody,
    output: usage.GetRemainingFreeTrialDaysOutput,
  }),
} as const
