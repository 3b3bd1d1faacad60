import { operation } from '../operation.ts'
import { deleteSet } from '../sets.ts'

export const deleteThreatIntelSet = operation('DeleteThreatIntelSet', async ({ threatIntelSetId }, request) =>
  deleteSet('threatintelset', threatIntelSetId, request),
)
