import { operation } from '../operation.ts'

/** None or one: a second page never exists. */
export const listDetectors = operation('ListDetectors', async (_input, { caller, region, store }) => {
  const detector = await store.detectors.findByPlace({ accountId: caller.accountId, region })
  return { detectorIds: detector === undefined ? [] : [detector.id] }
})
