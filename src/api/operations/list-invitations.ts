import { wireTime } from '../../model/wire-time.ts'
import { operation } from '../operation.ts'
import { PAGE_ITEMS_DEFAULT } from '../page.ts'

/** Pending ones. */
export const listInvitations = operation('ListInvitations', async (input, { caller, region, store, pageTokens }) => {
  const { maxResults = PAGE_ITEMS_DEFAULT, nextToken } = input
  const after = nextToken === undefined || nextToken === '' ? undefined : pageTokens.read(nextToken)
  const page = await store.invitations.listPending({
    accountId: caller.accountId,
    region,
    limit: maxResults + 1,
    ...(after === undefined ? {} : { after }),
  })
  const shown = page.slice(0, maxResults)
  const last = shown.at(-1)
  return {
    invitations: shown.map(({ id, administratorId, invitedAt }) => ({
      accountId: administratorId,
      invitationId: id,
      relationshipStatus: 'Invited',
      invitedAt: wireTime(invitedAt),
    })),
    nextToken: page.length > maxResults && last !== undefined ? pageTokens.write(last.administratorId) : undefined,
  }
})
