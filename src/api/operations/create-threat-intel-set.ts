import { operation } from '../operation.ts'
import { createSet } from '../sets.ts'

export const createThreatIntelSet = operation('CreateThreatIntelSet', async (input, request) => ({
  threatIntelSetId: await createSet('threatintelset', input, request),
}))
