import type { Usage } from '../ports.ts'
import type { Access } from './access.ts'

export function usage({ read, write, dialect }: Access): Usage {
  return {
    async add(records) {
      await write(async (db) => {
        for (const { accountId, region, day, dataSource, resource, events, bytes } of records) {
          await db
            .insertInto('usage_record')
            .values({ account_id: accountId, region, day, data_source: dataSource, resource, events, bytes })
            .onConflict((conflict) =>
              conflict.columns(['account_id', 'region', 'day', 'data_source', 'resource']).doUpdateSet((of) => ({
                events: of('usage_record.events', '+', of.ref('excluded.events')),
                bytes: of('usage_record.bytes', '+', of.ref('excluded.bytes')),
              })),
            )
            .execute()
        }
      })
    },
    async sum({ accountIds, region, from, to }) {
      const query = read
        .selectFrom('usage_record')
        .select((of) => [
          'account_id',
          'data_source',
          'resource',
          of.fn.sum<number>('events').as('events'),
          of.fn.sum<number>('bytes').as('bytes'),
        ])
        .where('account_id', 'in', dialect.listed(accountIds))
        .where('region', '=', region)
        .where('day', '>=', from)
        .where('day', '<=', to)
        .groupBy(['account_id', 'data_source', 'resource'])
        .orderBy('account_id')
        .orderBy('data_source')
        .orderBy('resource')
      return (await query.execute()).map(({ account_id: accountId, data_source: dataSource, ...sums }) => ({
        accountId,
        region,
        dataSource,
        ...sums,
      }))
    },
    async firstDay({ accountId, region }) {
      const query = read
        .selectFrom('usage_record')
        .select((of) => of.fn.min('day').as('day'))
        .where('account_id', '=', accountId)
        .where('region', '=', region)
      return (await query.executeTakeFirst())?.day ?? undefined
    },
    async deleteBefore(day) {
      const [result] = await write((db) => db.deleteFrom('usage_record').where('day', '<', day).execute())
      return Number(result?.numDeletedRows ?? 0)
    },
  }
}
