import { eachAccount, isAssociated, membershipUnder, REFUSALS, setStatus } from '../memberships.ts'
import { operation } from '../operation.ts'

/** Turns monitoring of associated members off. */
export const stopMonitoringMembers = operation(
  'StopMonitoringMembers',
  async ({ accountIds }, { detector, store, now }) => {
    const unprocessedAccounts = await store.transaction((stores) =>
      eachAccount(accountIds, async (accountId) => {
        const membership = await membershipUnder(stores, detector, accountId)
        if (membership === undefined || !isAssociated(membership)) return REFUSALS.stranger
        if (membership.status !== 'Disabled') await setStatus(stores, membership, 'Disabled', now)
        return undefined
      }),
    )
    return { unprocessedAccounts }
  },
)
