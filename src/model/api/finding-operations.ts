import Type from 'typebox'
import { Finding } from '../finding.ts'
import { FindingIds, MaxResults, NextToken, OrderBy } from './constraints.ts'
import { FindingCriteria } from './finding-criteria.ts'

const SortCriteria = Type.Object({
  attributeName: Type.Optional(Type.String({ maxLength: 300 })),
  orderBy: Type.Optional(OrderBy),
})

export const ListFindingsBody = Type.Object({
  findingCriteria: Type.Optional(FindingCriteria),
  sortCriteria: Type.Optional(SortCriteria),
  maxResults: Type.Optional(MaxResults),
  nextToken: Type.Optional(NextToken),
})
export const GetFindingsBody = Type.Object({ findingIds: FindingIds, sortCriteria: Type.Optional(SortCriteria) })
export const GetFindingsOutput = Type.Object({ findings: Type.Array(Finding) })
export const FindingIdsBody = Type.Object({ findingIds: FindingIds })
export const UpdateFindingsFeedbackBody = Type.Object({
  findingIds: FindingIds,
  feedback: Type.Enum(['USEFUL', 'NOT_USEFUL']),
  comments: Type.Optional(Type.String({ maxLength: 10_000 })),
})
export const GetFindingsStatisticsBody = Type.Object({
  findingStatisticTypes: Type.Array(Type.Enum(['COUNT_BY_SEVERITY']), { minItems: 0, maxItems: 10 }),
  findingCriteria: Type.Optional(FindingCriteria),
})
export const GetFindingsStatisticsOutput = Type.Object({
  findingStatistics: Type.Object({ countBySeverity: Type.Record(Type.String(), Type.Integer()) }),
})
/** Seven types have names longer than the reference's 50 characters. */
export const CreateSampleFindingsBody = Type.Object({
  findingTypes: Type.Optional(Type.Array(Type.String({ minLength: 1, maxLength: 100 }), { minItems: 0, maxItems: 50 })),
})
