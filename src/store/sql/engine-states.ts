import type { EngineStates } from '../ports.ts'
import type { Access } from './access.ts'

export function engineStates({ read, write }: Access): EngineStates {
  return {
    async write(name, snapshot) {
      await write((db) =>
        db
          .insertInto('engine_state')
          .values({ name, snapshot })
          .onConflict((conflict) => conflict.column('name').doUpdateSet({ snapshot }))
          .execute(),
      )
    },
    async read(name) {
      const query = read.selectFrom('engine_state').select('snapshot').where('name', '=', name)
      return (await query.executeTakeFirst())?.snapshot
    },
    async delete(name) {
      await write((db) => db.deleteFrom('engine_state').where('name', '=', name).execute())
    },
  }
}
