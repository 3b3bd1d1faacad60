import { filterArn } from '../arns.ts'
import { checkCriteria } from '../check-criteria.ts'
import { placeFilter } from '../filter-ranks.ts'
import { once } from '../once.ts'
import { operation } from '../operation.ts'
import { checkTags } from '../tagged-resource.ts'
import { entityExists, invalidParameter, limitExceeded } from '../wire-error.ts'

/** GuardDuty's limit of filters in a detector. */
const FILTERS_MAX = 100

/** A filter at a rank that is taken moves the others down. */
export const createFilter = operation('CreateFilter', async (input, { detector, now, store }) => {
  checkTags(input.tags)
  const criterion = checkCriteria(input.findingCriteria, { isFilter: true })
  const creation = { operation: 'CreateFilter', scope: detector.id, token: input.clientToken, input, now }
  return store.transaction((stores) =>
    once(stores, creation, async () => {
      const { name, description = null, action = 'NOOP', rank = 1, tags = {} } = input
      if ((await stores.filters.find(detector.id, name)) !== undefined) {
        throw entityExists('The request is rejected because a filter with the given name already exists.')
      }
      const count = (await stores.filters.all(detector.id)).length
      if (count >= FILTERS_MAX) throw limitExceeded('The request is rejected because filter limit has exceeded.')
      if (rank > count + 1) throw invalidParameter('rank')
      const given = await placeFilter(stores, detector.id, name, rank)
      await stores.filters.insert({
        detectorId: detector.id,
        name,
        description,
        action,
        rank: given,
        criterion,
        createdAt: now,
      })
      await stores.tags.merge(filterArn(detector, name), tags)
      return { name }
    }),
  )
})
