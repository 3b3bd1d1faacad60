import { eachAccount, isAssociated, membershipUnder, REFUSALS, setStatus } from '../memberships.ts'
import { operation } from '../operation.ts'

export const disassociateMembers = operation(
  'DisassociateMembers',
  async ({ accountIds }, { detector, store, now }) => {
    const unprocessedAccounts = await store.transaction((stores) =>
      eachAccount(accountIds, async (accountId) => {
        const membership = await membershipUnder(stores, detector, accountId)
        if (membership === undefined || !isAssociated(membership)) return REFUSALS.stranger
        await setStatus(stores, membership, 'Removed', now)
        await stores.invitations.delete(membership)
        return undefined
      }),
    )
    return { unprocessedAccounts }
  },
)
