import { operation } from '../operation.ts'
import { updateSet } from '../sets.ts'

export const updateIPSet = operation('UpdateIPSet', async ({ ipSetId, ...changes }, request) =>
  updateSet('ipset', ipSetId, changes, request),
)
