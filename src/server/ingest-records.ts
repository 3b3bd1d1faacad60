import { createHash } from 'node:crypto'
import type { Caller } from '../api/operation.ts'
import type { Clock } from '../std/clock.ts'
import type { Store } from '../store/ports.ts'

/** Objects that wait to be read may take this much; more is refused until there is room. */
export const PENDING_BYTES_MAX = 256 << 20

export type Delivery =
  | { outcome: 'accepted' | 'known'; objectId: string }
  /** Too much is waiting: come back later. */
  | { outcome: 'busy' }

/**
 * Takes delivered bytes into the store. The same content from the same account and region is the same object, and counts
 * once, for as long as the store remembers it.
 */
export async function deliver(
  bytes: Uint8Array,
  { caller, region, store, clock, name }: { caller: Caller; region: string; store: Store; clock: Clock; name: string },
): Promise<Delivery> {
  const { accountId } = caller
  const id = createHash('sha256').update(`${accountId} ${region}\n`).update(bytes).digest('hex')
  const waiting = await store.pendingObjects.pending()
  if (waiting.bytes + bytes.length > PENDING_BYTES_MAX && waiting.objects > 0) return { outcome: 'busy' }
  const object = { id, name, accountId, region, receivedAt: clock(), bytes }
  const isNew = await store.transaction((stores) => stores.pendingObjects.add(object))
  return { outcome: isNew ? 'accepted' : 'known', objectId: id }
}
