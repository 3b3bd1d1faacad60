import { acceptInvitationFrom } from '../accept-invitation.ts'
import { operation } from '../operation.ts'

export const acceptInvitation = operation('AcceptInvitation', async ({ masterId, invitationId }, request) =>
  acceptInvitationFrom(masterId, invitationId, request),
)
