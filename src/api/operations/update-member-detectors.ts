import { dataSourcesAfter } from '../detector-document.ts'
import { eachAccount, isAssociated, membershipUnder, REFUSALS } from '../memberships.ts'
import { operation } from '../operation.ts'

export const updateMemberDetectors = operation(
  'UpdateMemberDetectors',
  async ({ accountIds, dataSources }, { detector, region, store, now }) => {
    const unprocessedAccounts = await store.transaction((stores) =>
      eachAccount(accountIds, async (accountId) => {
        const membership = await membershipUnder(stores, detector, accountId)
        const own = await stores.detectors.findByPlace({ accountId, region })
        if (membership === undefined || !isAssociated(membership) || own === undefined) return REFUSALS.stranger
        const after = dataSourcesAfter(own.dataSources, dataSources)
        await stores.detectors.update({ ...own, dataSources: after, updatedAt: now })
        return undefined
      }),
    )
    return { unprocessedAccounts }
  },
)
