import { operation } from '../operation.ts'

/** Pending ones; the one accepted does not count. */
export const getInvitationsCount = operation('GetInvitationsCount', async (_input, { caller, region, store }) => ({
  invitationsCount: await store.invitations.countPending({ accountId: caller.accountId, region }),
}))
