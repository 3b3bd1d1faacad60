import Type from 'typebox'
import { AccountId, orNull } from './constraints.ts'

const InvitationId = Type.String({ minLength: 1, maxLength: 300 })
export const AcceptInvitationBody = Type.Object({ masterId: AccountId, invitationId: InvitationId })
export const AcceptAdministratorInvitationBody = Type.Object({ administratorId: AccountId, invitationId: InvitationId })

/** An invitation, or the administrator that an account has: the same members. */
export const Relation = Type.Object({
  accountId: AccountId,
  invitationId: orNull(Type.String()),
  relationshipStatus: Type.String(),
  invitedAt: orNull(Type.String()),
})
