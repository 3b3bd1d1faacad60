import type { OperationRequest } from './operation.ts'
import { invalidInput } from './wire-error.ts'

const PREFIX = 'The request is rejected because the current account'

/** Makes the caller a member of whoever invited it. The texts are the service's (api-behaviour.md section 2.4). */
export async function acceptInvitationFrom(
  administratorId: string,
  invitationId: string,
  { detector, store, now }: OperationRequest,
): Promise<void> {
  const { accountId, region } = detector
  await store.transaction(async (stores) => {
    if ((await stores.memberships.associationOf({ accountId: administratorId, region })) !== undefined) {
      throw invalidInput(
        `${PREFIX} cannot accept invitation from the given account ID since the latter is an associated member of another master account.`,
      )
    }
    if ((await stores.memberships.count({ region, administratorId: accountId })) > 0) {
      throw invalidInput(
        `${PREFIX} cannot accept invitations since it still has created, invited or associated members.`,
      )
    }
    if ((await stores.memberships.associationOf(detector)) !== undefined) {
      throw invalidInput(
        `${PREFIX} cannot accept invitations since it is already an associated member of some master account.`,
      )
    }
    const key = { region, administratorId, accountId }
    const invitation = await stores.invitations.find(key)
    const membership = await stores.memberships.find(key)
    if (invitation?.status !== 'Invited' || invitation.id !== invitationId || membership?.status !== 'Invited') {
      throw invalidInput(
        `${PREFIX} has no pending invitation from the given master account ID or is already an associated member of another master account.`,
      )
    }
    await stores.invitations.put({ ...invitation, status: 'Accepted' })
    await stores.memberships.put({ ...membership, status: 'Enabled', updatedAt: now })
    const administrator = await stores.detectors.findByPlace({ accountId: administratorId, region })
    if (administrator === undefined) return
    const { findingPublishingFrequency } = administrator
    await stores.detectors.update({ ...detector, findingPublishingFrequency, updatedAt: now })
  })
}
