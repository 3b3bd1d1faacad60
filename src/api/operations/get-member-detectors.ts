import { dataSourcesDocument } from '../detector-document.ts'
import { eachAccount, isAssociated, membershipUnder, REFUSALS } from '../memberships.ts'
import { operation } from '../operation.ts'

export const getMemberDetectors = operation(
  'GetMemberDetectors',
  async ({ accountIds }, { detector, region, store }) => {
    const members: { accountId: string; dataSources: ReturnType<typeof dataSourcesDocument> }[] = []
    const unprocessedAccounts = await eachAccount(accountIds, async (accountId) => {
      const membership = await membershipUnder(store, detector, accountId)
      const own = await store.detectors.findByPlace({ accountId, region })
      if (membership === undefined || !isAssociated(membership) || own === undefined) return REFUSALS.stranger
      members.push({ accountId, dataSources: dataSourcesDocument(own.dataSources) })
      return undefined
    })
    return { members, unprocessedAccounts }
  },
)
