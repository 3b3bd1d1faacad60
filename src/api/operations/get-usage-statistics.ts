import { amountOf, costsOf, topResources, totalsBy } from '../../aggregate/usage-cost.ts'
import { MEMBERS_MAX } from '../memberships.ts'
import { operation } from '../operation.ts'
import { pageOf } from '../page.ts'
import { invalidParameter } from '../wire-error.ts'

const DAYS = 30
const DAY_MS = 86_400_000
const KINDS = {
  SUM_BY_ACCOUNT: ['sumByAccount', 'accountId'],
  SUM_BY_DATA_SOURCE: ['sumByDataSource', 'dataSource'],
  SUM_BY_RESOURCE: ['sumByResource', 'resource'],
  TOP_RESOURCES: ['topResources', 'resource'],
} as const

/** What the last 30 days would have cost, of the caller's account and the members that it administers. */
export const getUsageStatistics = operation('GetUsageStatistics', async (input, request) => {
  const { detector, region, store, now, services } = request
  if (input.unit !== undefined && input.unit !== 'USD') throw invalidParameter('unit')
  const { dataSources, accountIds, resources } = input.usageCriteria
  const members = await store.memberships.list({
    region,
    administratorId: detector.accountId,
    associated: true,
    limit: MEMBERS_MAX,
  })
  const visible = new Set([detector.accountId, ...members.map((member) => member.accountId)])
  const wanted = accountIds === undefined ? [...visible] : accountIds.filter((id) => visible.has(id))
  const dayOf = (time: number) => new Date(time).toISOString().slice(0, 10)
  const sums = await store.usage.sum({
    accountIds: wanted,
    region,
    from: dayOf(now - (DAYS - 1) * DAY_MS),
    to: dayOf(now),
  })
  const [list, member] = KINDS[input.usageStatisticsType]
  const costs = costsOf(sums, services.pricing).filter(
    ({ sum }) =>
      dataSources.some((source) => source === sum.dataSource) &&
      (resources === undefined ||
        resources.some((one) => one === sum.resource || one === `arn:aws:s3:::${sum.resource}`)),
  )
  const shown = list === 'topResources' ? topResources(costs) : totalsBy(member, costs)
  const { items, nextToken } = pageOf(shown, ({ name }) => name, input, request)
  const entries = items.map(({ name, cost }) => ({ [member]: name, total: { amount: amountOf(cost), unit: 'USD' } }))
  return { usageStatistics: { [list]: entries }, nextToken }
})
