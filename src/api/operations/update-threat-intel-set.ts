import { operation } from '../operation.ts'
import { updateSet } from '../sets.ts'

export const updateThreatIntelSet = operation(
  'UpdateThreatIntelSet',
  async ({ threatIntelSetId, ...changes }, request) => updateSet('threatintelset', threatIntelSetId, changes, request),
)
