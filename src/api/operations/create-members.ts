import { joinOrganization } from '../join-organization.ts'
import { eachAccount, MEMBERS_MAX, membershipUnder, REFUSALS } from '../memberships.ts'
import { operation } from '../operation.ts'

/**
 * Adds accounts that can be invited later; a delegated administrator's accounts of its organisation become members at once.
 */
export const createMembers = operation('CreateMembers', async ({ accountDetails }, request) => {
  const { detector, store, now, newId, services } = request
  const { region, accountId: administratorId } = detector
  const { organization } = services
  const emails = new Map(accountDetails.map(({ accountId, email }) => [accountId, email]))
  const unprocessedAccounts = await store.transaction(async (stores) => {
    const isMember = (await stores.memberships.associationOf(detector)) !== undefined
    const delegated =
      organization === undefined ? undefined : await stores.organizations.administrator(organization.id, region)
    return eachAccount([...emails.keys()], async (accountId) => {
      const email = emails.get(accountId) ?? ''
      if (isMember) return REFUSALS.createAsMember
      if (accountId === administratorId) return REFUSALS.createSelf
      if ((await membershipUnder(stores, detector, accountId)) !== undefined) return REFUSALS.createTwice
      if (organization?.memberIds.has(accountId) === true && delegated?.administratorId === administratorId) {
        return joinOrganization(stores, { administrator: detector, accountId, email, organization, now, newId })
      }
      if ((await stores.memberships.count({ region, administratorId })) >= MEMBERS_MAX) return REFUSALS.createTooMany
      await stores.memberships.put({
        region,
        administratorId,
        accountId,
        email,
        status: 'Created',
        byOrganization: false,
        invitationId: null,
        invitedAt: null,
        updatedAt: now,
      })
      return undefined
    })
  })
  return { unprocessedAccounts }
})
