/** Prices of one unit by amount, cheapest last: each row goes up to `upTo` units, the last one has no end. */
export type PriceTiers = readonly { upTo?: number | undefined; price: number }[]

/** What a unit costs in USD: a million events, for flow and DNS logs a gigabyte (2^30 bytes). */
export interface Prices {
  cloudTrail: PriceTiers
  flowAndDnsLogs: PriceTiers
  s3Logs: PriceTiers
  kubernetesAuditLogs: PriceTiers
}

/** Usage of one account, source and resource in one region, summed over the days that the caller asks about. */
export interface UsageSum {
  accountId: string
  dataSource: 'FLOW_LOGS' | 'CLOUD_TRAIL' | 'DNS_LOGS' | 'S3_LOGS' | 'KUBERNETES_AUDIT_LOGS'
  /** Bucket for S3 data events, else empty. */
  resource: string
  events: number
  bytes: number
}

/** A sum and what it costs in USD. */
export interface UsageCost<Sum extends UsageSum = UsageSum> {
  sum: Sum
  cost: number
}

export interface UsageTotal {
  name: string
  cost: number
}

/** How many resources the service shows as the most expensive ones. */
export const TOP_RESOURCES_MAX = 50

/**
 * What each sum costs, in the order given. Tiers count for an account by itself; flow and DNS logs climb one staircase
 * together, as do all buckets, and everybody's share of the price is their share of the amount (api-behaviour section 7).
 * So pass all sums of an account, and filter afterwards. Tiers are a month's: the sums are of 30 days, or of fewer where
 * the account is newer, and are neither projected nor scaled.
 */
export function costsOf<Sum extends UsageSum>(sums: readonly Sum[], prices: Prices): UsageCost<Sum>[] {
  const poolOf = ({ accountId, dataSource }: Sum) => `${accountId} ${PRICED[dataSource].list}`
  const units = new Map<string, number>()
  for (const sum of sums) units.set(poolOf(sum), (units.get(poolOf(sum)) ?? 0) + unitsOf(sum))
  return sums.map((sum) => {
    const pooled = units.get(poolOf(sum)) ?? 0
    if (pooled === 0) return { sum, cost: 0 }
    return { sum, cost: tieredCost(pooled, prices[PRICED[sum.dataSource].list]) * (unitsOf(sum) / pooled) }
  })
}

/** Costs added up by account, source or resource, by name; what has no resource is in no total of resources. */
export function totalsBy(member: 'accountId' | 'dataSource' | 'resource', costs: readonly UsageCost[]): UsageTotal[] {
  const totals = new Map<string, number>()
  for (const { sum, cost } of costs) {
    if (sum[member] !== '') totals.set(sum[member], (totals.get(sum[member]) ?? 0) + cost)
  }
  return [...totals].map(([name, cost]) => ({ name, cost })).sort(byName)
}

/** The most expensive resources, descending. */
export const topResources = (costs: readonly UsageCost[]): UsageTotal[] =>
  totalsBy('resource', costs)
    .sort((a, b) => b.cost - a.cost)
    .slice(0, TOP_RESOURCES_MAX)

/**
 * USD as decimal text: two decimals, and as many of ten as it takes, so that a single event is not nothing. Twelve digits
 * count, beyond them lies the noise of binary fractions.
 */
export function amountOf(cost: number): string {
  const [whole = '0', decimals = ''] = Number(cost.toPrecision(SIGNIFICANT_DIGITS)).toFixed(DECIMALS_MAX).split('.')
  return `${whole}.${decimals.replace(/0+$/, '').padEnd(DECIMALS_MIN, '0')}`
}

const DECIMALS_MIN = 2
const DECIMALS_MAX = 10
const SIGNIFICANT_DIGITS = 12
const MILLION = 1_000_000
const GIGABYTE = 2 ** 30

const PRICED = {
  CLOUD_TRAIL: { list: 'cloudTrail', by: 'events', unit: MILLION },
  FLOW_LOGS: { list: 'flowAndDnsLogs', by: 'bytes', unit: GIGABYTE },
  DNS_LOGS: { list: 'flowAndDnsLogs', by: 'bytes', unit: GIGABYTE },
  S3_LOGS: { list: 's3Logs', by: 'events', unit: MILLION },
  KUBERNETES_AUDIT_LOGS: { list: 'kubernetesAuditLogs', by: 'events', unit: MILLION },
} as const

function unitsOf(sum: UsageSum): number {
  const { by, unit } = PRICED[sum.dataSource]
  return sum[by] / unit
}

function tieredCost(units: number, tiers: PriceTiers): number {
  let cost = 0
  let from = 0
  for (const { upTo = Number.POSITIVE_INFINITY, price } of tiers) {
    cost += Math.max(0, Math.min(units, upTo) - from) * price
    from = upTo
  }
  return cost
}

const byName = (a: UsageTotal, b: UsageTotal): number => (a.name < b.name ? -1 : 1)
