import type { Tags } from '../ports.ts'
import type { Access } from './access.ts'

export function tags({ read, write }: Access): Tags {
  return {
    async of(arn) {
      const rows = await read.selectFrom('tag').select(['key', 'value']).where('arn', '=', arn).orderBy('key').execute()
      return Object.fromEntries(rows.map(({ key, value }) => [key, value]))
    },
    async merge(arn, added) {
      await write(async (db) => {
        for (const [key, value] of Object.entries(added)) {
          await db
            .insertInto('tag')
            .values({ arn, key, value })
            .onConflict((conflict) => conflict.columns(['arn', 'key']).doUpdateSet({ value }))
            .execute()
        }
      })
    },
    async remove(arn, keys) {
      if (keys.length === 0) return
      await write((db) => db.deleteFrom('tag').where('arn', '=', arn).where('key', 'in', keys).execute())
    },
    async clear(arn) {
      await write((db) => db.deleteFrom('tag').where('arn', '=', arn).execute())
    },
  }
}
