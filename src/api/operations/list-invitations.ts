import { wireTime } from '../../model/wire-time.ts'
import { operation } from '../operation.ts'
import { pageBy } from '../page.ts'

/** Pending ones. */
export const listInvitations = operation('ListInvitations', async (input, request) => {
  const { caller, region, store } = request
  const { items, nextToken } = await pageBy(
    input,
    request,
    (page) => store.invitations.listPending({ accountId: caller.accountId, region, ...page }),
    ({ administratorId }) => administratorId,
  )
  const invitations = items.map(({ id, administratorId, invitedAt }) => ({
    accountId: administratorId,
    invitationId: id,
    relationshipStatus: 'Invited',
    invitedAt: wireTime(invitedAt),
  }))
  return { invitations, nextToken }
})
