import { operation } from '../operation.ts'
import { createSet } from '../sets.ts'

export const createIPSet = operation('CreateIPSet', async (input, request) => ({
  ipSetId: await createSet('ipset', input, request),
}))
