import { eachAccount, membershipUnder, REFUSALS } from '../memberships.ts'
import { operation } from '../operation.ts'

const INVITED = new Set(['Invited', 'Enabled', 'Disabled', 'EmailVerificationInProgress'])

/**
 * Invites accounts that were created. Nothing is mailed; the invitation appears in the account's own list. An account whose
 * e-mail is known and differs from the one given is not invited, as the service would find out.
 */
export const inviteMembers = operation('InviteMembers', async ({ accountIds, message = null }, request) => {
  const { detector, store, now, newId, services } = request
  const unprocessedAccounts = await store.transaction(async (stores) => {
    const isMember = (await stores.memberships.associationOf(detector)) !== undefined
    return eachAccount(accountIds, async (accountId) => {
      if (isMember) return REFUSALS.inviteAsMember
      if (accountId === detector.accountId) return REFUSALS.inviteSelf
      const membership = await membershipUnder(stores, detector, accountId)
      if (membership === undefined) return REFUSALS.inviteWithoutEmail
      if (INVITED.has(membership.status)) return REFUSALS.inviteTwice
      const known = services.emailOf(accountId)
      if (known !== undefined && known.toLowerCase() !== membership.email.toLowerCase()) {
        await stores.memberships.put({ ...membership, status: 'EmailVerificationFailed', updatedAt: now })
        return undefined
      }
      const { region, administratorId } = membership
      const id = newId()
      await stores.memberships.put({
        ...membership,
        status: 'Invited',
        byOrganization: false,
        invitationId: id,
        invitedAt: now,
        updatedAt: now,
      })
      await stores.invitations.put({
        id,
        region,
        administratorId,
        accountId,
        status: 'Invited',
        message,
        invitedAt: now,
      })
      return undefined
    })
  })
  return { unprocessedAccounts }
})
