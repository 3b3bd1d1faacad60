import { operation } from '../operation.ts'
import { getSet } from '../sets.ts'

export const getIPSet = operation('GetIPSet', async ({ ipSetId }, request) => getSet('ipset', ipSetId, request))
