import { eachAccount, REFUSALS } from '../memberships.ts'
import { operation } from '../operation.ts'

/** Only declined ones can be deleted. */
export const deleteInvitations = operation('DeleteInvitations', async ({ accountIds }, { caller, region, store }) => {
  const unprocessedAccounts = await store.transaction((stores) =>
    eachAccount(accountIds, async (administratorId) => {
      const key = { region, administratorId, accountId: caller.accountId }
      const invitation = await stores.invitations.find(key)
      if (invitation === undefined) return REFUSALS.noInvitation
      if (invitation.status !== 'Declined') return REFUSALS.invitationHeld
      await stores.invitations.delete(key)
      return undefined
    }),
  )
  return { unprocessedAccounts }
})
