import { detectorArn } from '../arns.ts'
import { dataSourcesAfter, newDetector } from '../detector-document.ts'
import { once } from '../once.ts'
import { operation } from '../operation.ts'
import { limitExceeded } from '../wire-error.ts'

/** One detector for each account and region. */
export const createDetector = operation('CreateDetector', async (input, { caller, region, now, store, newId }) => {
  const { accountId } = caller
  const creation = {
    operation: 'CreateDetector',
    scope: `${accountId} ${region}`,
    token: input.clientToken,
    input,
    now,
  }
  return store.transaction((stores) =>
    once(stores, creation, async () => {
      if ((await stores.detectors.findByPlace({ accountId, region })) !== undefined) {
        throw limitExceeded('The request is rejected because a detector already exists for the current account.')
      }
      const fresh = newDetector({ id: newId(), accountId, region, createdAt: now })
      const detector = {
        ...fresh,
        enabled: input.enable,
        findingPublishingFrequency: input.findingPublishingFrequency ?? fresh.findingPublishingFrequency,
        dataSources: dataSourcesAfter(fresh.dataSources, input.dataSources),
      }
      await stores.detectors.insert(detector)
      await stores.tags.merge(detectorArn(detector), input.tags ?? {})
      return { detectorId: detector.id }
    }),
  )
})
