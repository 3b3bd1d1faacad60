import { eachAccount, isAssociated, membershipUnder, REFUSALS } from '../memberships.ts'
import { operation } from '../operation.ts'

/** Whoever is still associated must be disassociated first. */
export const deleteMembers = operation('DeleteMembers', async ({ accountIds }, { detector, store }) => {
  const unprocessedAccounts = await store.transaction((stores) =>
    eachAccount(accountIds, async (accountId) => {
      const membership = await membershipUnder(stores, detector, accountId)
      if (membership === undefined) return REFUSALS.stranger
      if (isAssociated(membership)) return REFUSALS.stillAssociated
      await stores.memberships.delete(membership)
      await stores.invitations.delete(membership)
      return undefined
    }),
  )
  return { unprocessedAccounts }
})
