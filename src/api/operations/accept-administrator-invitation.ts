import { acceptInvitationFrom } from '../accept-invitation.ts'
import { operation } from '../operation.ts'

/** The name of AcceptInvitation since June 2022. */
export const acceptAdministratorInvitation = operation(
  'AcceptAdministratorInvitation',
  async ({ administratorId, invitationId }, request) => acceptInvitationFrom(administratorId, invitationId, request),
)
