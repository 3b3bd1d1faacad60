import type { Secrets } from '../ports.ts'
import type { Access } from './access.ts'

export function secrets({ read, write }: Access): Secrets {
  return {
    async read(name) {
      return (await read.selectFrom('secret').select('value').where('name', '=', name).executeTakeFirst())?.value
    },
    async write(name, value) {
      await write((db) =>
        db
          .insertInto('secret')
          .values({ name, value })
          .onConflict((conflict) => conflict.column('name').doUpdateSet({ value }))
          .execute(),
      )
    },
  }
}
