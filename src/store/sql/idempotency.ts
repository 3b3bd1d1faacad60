import type { Idempotency } from '../ports.ts'
import type { Access } from './access.ts'

export function idempotency({ read, write }: Access): Idempotency {
  return {
    async find(key, now) {
      const query = read
        .selectFrom('idempotency')
        .select(['request_digest', 'response'])
        .where('key', '=', key)
        .where('expires_at', '>', now)
      const row = await query.executeTakeFirst()
      return row && { requestDigest: row.request_digest, response: JSON.parse(row.response) }
    },
    async put(key, { requestDigest, response, expiresAt }) {
      const values = {
        request_digest: requestDigest,
        response: JSON.stringify(response ?? null),
        expires_at: expiresAt,
      }
      await write((db) =>
        db
          .insertInto('idempotency')
          .values({ key, ...values })
          .onConflict((conflict) => conflict.column('key').doUpdateSet(values))
          .execute(),
      )
    },
    async expire(now) {
      const [result] = await write((db) => db.deleteFrom('idempotency').where('expires_at', '<=', now).execute())
      return Number(result?.numDeletedRows ?? 0)
    },
  }
}
