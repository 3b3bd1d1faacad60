import type { PendingObjects } from '../ports.ts'
import type { PendingObject } from '../records.ts'
import type { Access, Db } from './access.ts'
import type { PendingObjectRow } from './tables.ts'

export function pendingObjects({ read, write }: Access): PendingObjects {
  return {
    async add({ id, name, accountId, region, receivedAt, bytes }) {
      return write(async (db) => {
        if (await isKnown(db, id)) return false
        const row = { id, name, account_id: accountId, region, received_at: receivedAt, size: bytes.length, bytes }
        await db.insertInto('pending_object').values(row).execute()
        return true
      })
    },
    async take({ objects, bytes, after }) {
      const sizes = await read
        .selectFrom('pending_object')
        .select(['sequence', 'size'])
        .where('sequence', '>', after)
        .orderBy('sequence')
        .limit(Math.max(1, objects))
        .execute()
      const last = sizes[countWithin(sizes, bytes) - 1]
      if (last === undefined) return []
      const query = read
        .selectFrom('pending_object')
        .selectAll()
        .where('sequence', '>', after)
        .where('sequence', '<=', last.sequence)
        .orderBy('sequence')
      return (await query.execute()).map(objectOf)
    },
    async markDone(ids, now) {
      await write(async (db) => {
        for (const id of ids) {
          const [result] = await db.deleteFrom('pending_object').where('id', '=', id).execute()
          if (result !== undefined && result.numDeletedRows > 0n)
            await db.insertInto('done_object').values({ id, done_at: now }).execute()
        }
      })
    },
    async forgetDoneBefore(time) {
      const [result] = await write((db) => db.deleteFrom('done_object').where('done_at', '<', time).execute())
      return Number(result?.numDeletedRows ?? 0)
    },
    async pending() {
      const query = read
        .selectFrom('pending_object')
        .select((of) => [
          of.fn.countAll<number>().as('objects'),
          of.fn.coalesce(of.fn.sum<number>('size'), of.val(0)).as('bytes'),
          of.fn.min('received_at').as('oldest'),
        ])
      const { objects, bytes, oldest } = await query.executeTakeFirstOrThrow()
      return { objects, bytes, oldestReceivedAt: oldest }
    },
  }
}

async function isKnown(db: Db, id: string): Promise<boolean> {
  const done = await db.selectFrom('done_object').select('id').where('id', '=', id).executeTakeFirst()
  if (done !== undefined) return true
  return (await db.selectFrom('pending_object').select('id').where('id', '=', id).executeTakeFirst()) !== undefined
}

/** How many of the first fit: one always does. */
function countWithin(sizes: readonly { size: number }[], bytesMax: number): number {
  let sum = 0
  const over = sizes.findIndex(({ size }, at) => {
    sum += size
    return at > 0 && sum > bytesMax
  })
  return over < 0 ? sizes.length : over
}

function objectOf(row: Omit<PendingObjectRow, 'sequence'> & { sequence: number }): PendingObject {
  return {
    sequence: row.sequence,
    id: row.id,
    name: row.name,
    accountId: row.account_id,
    region: row.region,
    receivedAt: row.received_at,
    bytes: row.bytes,
  }
}
