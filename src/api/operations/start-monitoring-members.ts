import { eachAccount, isAssociated, membershipUnder, REFUSALS, setStatus } from '../memberships.ts'
import { operation } from '../operation.ts'

/** Turns monitoring of associated members on. */
export const startMonitoringMembers = operation(
  'StartMonitoringMembers',
  async ({ accountIds }, { detector, store, now }) => {
    const unprocessedAccounts = await store.transaction((stores) =>
      eachAccount(accountIds, async (accountId) => {
        const membership = await membershipUnder(stores, detector, accountId)
        if (membership === undefined || !isAssociated(membership)) return REFUSALS.stranger
        if (membership.status !== 'Enabled') await setStatus(stores, membership, 'Enabled', now)
        return undefined
      }),
    )
    return { unprocessedAccounts }
  },
)
