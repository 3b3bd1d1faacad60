import { operation } from '../operation.ts'
import { listSets } from '../sets.ts'

export const listIPSets = operation('ListIPSets', async (input, request) => {
  const { ids, nextToken } = await listSets('ipset', input, request)
  return { ipSetIds: ids, nextToken }
})
