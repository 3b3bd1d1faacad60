import { operation } from '../operation.ts'
import { getSet } from '../sets.ts'

export const getThreatIntelSet = operation('GetThreatIntelSet', async ({ threatIntelSetId }, request) =>
  getSet('threatintelset', threatIntelSetId, request),
)
