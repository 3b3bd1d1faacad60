import { eachAccount, REFUSALS } from '../memberships.ts'
import { operation } from '../operation.ts'

export const declineInvitations = operation('DeclineInvitations', async ({ accountIds }, request) => {
  const { caller, region, store, now } = request
  const unprocessedAccounts = await store.transaction((stores) =>
    eachAccount(accountIds, async (administratorId) => {
      const key = { region, administratorId, accountId: caller.accountId }
      const invitation = await stores.invitations.find(key)
      if (invitation?.status !== 'Invited') return REFUSALS.noInvitation
      await stores.invitations.put({ ...invitation, status: 'Declined' })
      const membership = await stores.memberships.find(key)
      if (membership?.status === 'Invited') {
        await stores.memberships.put({ ...membership, status: 'Resigned', updatedAt: now })
      }
      return undefined
    }),
  )
  return { unprocessedAccounts }
})
