import { setStatus } from './memberships.ts'
import type { OperationRequest } from './operation.ts'
import { invalidInput } from './wire-error.ts'

/** Ends the caller's membership; what it had configured before applies again. An organisation's member cannot leave. */
export async function leaveAdministrator({ detector, store, now }: OperationRequest): Promise<void> {
  await store.transaction(async (stores) => {
    const membership = await stores.memberships.associationOf(detector)
    if (membership === undefined) {
      throw invalidInput('The request is rejected because the current account is not associated to a master account.')
    }
    if (membership.byOrganization) {
      throw invalidInput('The request is rejected because member cannot disassociate from Organization administrator')
    }
    await setStatus(stores, membership, 'Resigned', now)
    await stores.invitations.delete(membership)
  })
}
