import Type from 'typebox'
import { AccountId } from './constraints.ts'

const AutoEnable = Type.Object({ autoEnable: Type.Boolean() })
const OrganizationDataSources = Type.Object({
  s3Logs: Type.Optional(AutoEnable),
  kubernetes: Type.Optional(Type.Object({ auditLogs: AutoEnable })),
})

export const AdminAccountBody = Type.Object({ adminAccountId: AccountId })
export const UpdateOrganizationConfigurationBody = Type.Object({
  autoEnable: Type.Boolean(),
  dataSources: Type.Optional(OrganizationDataSources),
})
export const DescribeOrganizationConfigurationOutput = Type.Object({
  autoEnable: Type.Boolean(),
  memberAccountLimitReached: Type.Boolean(),
  dataSources: Type.Optional(OrganizationDataSources),
})
export const AdminAccounts = Type.Array(
  Type.Object({ adminAccountId: AccountId, adminStatus: Type.Enum(['ENABLED', 'DISABLE_IN_PROGRESS']) }),
  { maxItems: 1 },
)
