import { operation } from '../operation.ts'
import { deleteSet } from '../sets.ts'

export const deleteIPSet = operation('DeleteIPSet', async ({ ipSetId }, request) =>
  deleteSet('ipset', ipSetId, request),
)
