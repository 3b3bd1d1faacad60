import { administratorDocument } from '../administrator-document.ts'
import { operation } from '../operation.ts'

export const getMasterAccount = operation('GetMasterAccount', async (_input, { detector, store }) => ({
  master: await administratorDocument(store, detector),
}))
