import { operation } from '../operation.ts'
import { invalidInput, outOfRange } from '../wire-error.ts'

/** Takes findings, filters, lists and destinations with it. Whoever has members, or is one, ends that first. */
export const deleteDetector = operation('DeleteDetector', async (_input, { detector, store }) => {
  await store.transaction(async (stores) => {
    const { region, accountId } = detector
    if ((await stores.memberships.associationOf(detector)) !== undefined) throw outOfRange()
    if ((await stores.memberships.count({ region, administratorId: accountId })) > 0) {
      throw invalidInput(
        'The request is rejected because the current account cannot delete detector while it has invited or associated members.',
      )
    }
    await stores.detectors.delete(detector.id)
  })
})
