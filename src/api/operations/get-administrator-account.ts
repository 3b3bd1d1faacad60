import { administratorDocument } from '../administrator-document.ts'
import { operation } from '../operation.ts'

/** The name of GetMasterAccount since June 2022. */
export const getAdministratorAccount = operation('GetAdministratorAccount', async (_input, { detector, store }) => ({
  administrator: await administratorDocument(store, detector),
}))
