import { dataSourcesAfter } from '../detector-document.ts'
import { operation } from '../operation.ts'
import { outOfRange } from '../wire-error.ts'

/**
 * Changes what is named. An organisation's member changes nothing of it; an invited member's publishing frequency is its
 * administrator's (api-behaviour.md section 2.3).
 */
export const updateDetector = operation('UpdateDetector', async (input, { detector, now, store }) => {
  await store.transaction(async (stores) => {
    const membership = await stores.memberships.associationOf(detector)
    if (membership?.byOrganization === true) throw outOfRange()
    if (membership !== undefined && input.findingPublishingFrequency !== undefined) throw outOfRange()
    const before = (await stores.detectors.find(detector.id)) ?? detector
    await stores.detectors.update({
      ...before,
      enabled: input.enable ?? before.enabled,
      findingPublishingFrequency: input.findingPublishingFrequency ?? before.findingPublishingFrequency,
      dataSources: dataSourcesAfter(before.dataSources, input.dataSources),
      updatedAt: now,
    })
    if (input.findingPublishingFrequency === undefined) return
    const { region, accountId: administratorId } = before
    for (const id of await stores.detectors.ofMembers({ region, administratorId })) {
      const own = await stores.detectors.find(id)
      if (own === undefined) continue
      const { findingPublishingFrequency } = input
      await stores.detectors.update({ ...own, findingPublishingFrequency, updatedAt: now })
    }
  })
})
