import { eachAccount, memberDocument, membershipUnder, REFUSALS } from '../memberships.ts'
import { operation } from '../operation.ts'

export const getMembers = operation('GetMembers', async ({ accountIds }, { detector, store }) => {
  const members: Awaited<ReturnType<typeof memberDocument>>[] = []
  const unprocessedAccounts = await eachAccount(accountIds, async (accountId) => {
    const membership = await membershipUnder(store, detector, accountId)
    if (membership === undefined) return REFUSALS.stranger
    members.push(await memberDocument(store, membership))
    return undefined
  })
  return { members, unprocessedAccounts }
})
