import Type from 'typebox'
import { AccountId, AccountIds, Email, MaxResults, NextToken, orNull, UnprocessedAccounts } from './constraints.ts'
import { DataSourceConfigurations, DataSourceConfigurationsResult } from './detector.ts'

export const CreateMembersBody = Type.Object({
  accountDetails: Type.Array(Type.Object({ accountId: AccountId, email: Email }), { minItems: 1, maxItems: 50 }),
})
export const AccountIdsBody = Type.Object({ accountIds: AccountIds })
export const InviteMembersBody = Type.Object({
  accountIds: AccountIds,
  disableEmailNotification: Type.Optional(Type.Boolean()),
  message: Type.Optional(Type.String({ maxLength: 10_000 })),
})
export const UpdateMemberDetectorsBody = Type.Object({
  accountIds: AccountIds,
  dataSources: Type.Optional(DataSourceConfigurations),
})
export const UnprocessedOutput = Type.Object({ unprocessedAccounts: UnprocessedAccounts })

export const Members = Type.Array(
  Type.Object({
    accountId: AccountId,
    detectorId: orNull(Type.String()),
    masterId: Type.String(),
    administratorId: orNull(Type.String()),
    email: Type.String(),
    relationshipStatus: Type.String(),
    invitedAt: orNull(Type.String()),
    updatedAt: Type.String(),
  }),
)
export const GetMembersOutput = Type.Object({ members: Members, unprocessedAccounts: UnprocessedAccounts })
export const GetMemberDetectorsOutput = Type.Object({
  members: Type.Array(Type.Object({ accountId: AccountId, dataSources: DataSourceConfigurationsResult })),
  unprocessedAccounts: UnprocessedAccounts,
})

export const ListMembersQuery = Type.Object({
  maxResults: Type.Optional(MaxResults),
  nextToken: Type.Optional(NextToken),
  onlyAssociated: Type.Optional(Type.String({ pattern: '^([tT][rR][uU][eE]|[fF][aA][lL][sS][eE])$' })),
})
