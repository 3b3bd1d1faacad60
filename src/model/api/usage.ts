import Type from 'typebox'
import { AccountIds, MaxResults, NextToken, orNull } from './constraints.ts'

export const DataSource = Type.Enum(['FLOW_LOGS', 'CLOUD_TRAIL', 'DNS_LOGS', 'S3_LOGS', 'KUBERNETES_AUDIT_LOGS'])

export const GetUsageStatisticsBody = Type.Object({
  usageStatisticsType: Type.Enum(['SUM_BY_ACCOUNT', 'SUM_BY_DATA_SOURCE', 'SUM_BY_RESOURCE', 'TOP_RESOURCES']),
  usageCriteria: Type.Object({
    dataSources: Type.Array(DataSource),
    accountIds: Type.Optional(AccountIds),
    resources: Type.Optional(Type.Array(Type.String({ maxLength: 2048 }))),
  }),
  unit: Type.Optional(Type.String({ maxLength: 16 })),
  maxResults: Type.Optional(MaxResults),
  nextToken: Type.Optional(NextToken),
})

const Total = Type.Object({ amount: Type.String(), unit: Type.String() })
const byName = (name: string) => orNull(Type.Array(Type.Object({ [name]: Type.String(), total: Total })))
export const GetUsageStatisticsOutput = Type.Object({
  usageStatistics: Type.Object({
    sumByAccount: byName('accountId'),
    sumByDataSource: byName('dataSource'),
    sumByResource: byName('resource'),
    topResources: byName('resource'),
  }),
  nextToken: orNull(Type.String()),
})

const Days = Type.Optional(Type.Object({ freeTrialDaysRemaining: Type.Integer() }))
export const GetRemainingFreeTrialDaysOutput = Type.Object({
  accounts: Type.Array(
    Type.Object({
      accountId: Type.String(),
      dataSources: Type.Object({
        cloudTrail: Days,
        dnsLogs: Days,
        flowLogs: Days,
        s3Logs: Days,
        kubernetes: Type.Optional(Type.Object({ auditLogs: Days })),
      }),
    }),
  ),
  unprocessedAccounts: Type.Array(Type.Object({ accountId: Type.String(), result: Type.String() })),
})
