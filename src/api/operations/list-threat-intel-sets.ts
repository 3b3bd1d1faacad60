import { operation } from '../operation.ts'
import { listSets } from '../sets.ts'

export const listThreatIntelSets = operation('ListThreatIntelSets', async (input, request) => {
  const { ids, nextToken } = await listSets('threatintelset', input, request)
  return { threatIntelSetIds: ids, nextToken }
})
