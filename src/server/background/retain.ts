import type { Store } from '../../store/ports.ts'
import type { Config } from '../config/schema.ts'

const DAY_MS = 86_400_000
/** Findings forgotten in one transaction. */
const CHUNK = 1_000
/** Usage is asked for over 30 days; a little more is kept. */
const USAGE_DAYS = 90
/** A delivery that is repeated later than this counts again. */
const OBJECT_DAYS = 30

/** Forgets what has had its time: findings after `retentionDays` without an update, usage, ids of objects, client tokens. */
export async function retain(
  store: Store,
  { retentionDays }: Pick<Config, 'retentionDays'>,
  now: number,
): Promise<number> {
  const findings = await store.transaction((stores) =>
    stores.findings.deleteUpdatedBefore(now - retentionDays * DAY_MS, CHUNK),
  )
  await store.transaction(async (stores) => {
    await stores.usage.deleteBefore(new Date(now - USAGE_DAYS * DAY_MS).toISOString().slice(0, 10))
    await stores.pendingObjects.forgetDoneBefore(now - OBJECT_DAYS * DAY_MS)
    await stores.idempotency.expire(now)
  })
  return findings
}
