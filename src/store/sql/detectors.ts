import type { Detectors } from '../ports.ts'
import type { Detector } from '../records.ts'
import type { Access } from './access.ts'
import { ASSOCIATED } from './memberships.ts'
import type { DetectorRow } from './tables.ts'

type Row = Omit<DetectorRow, 'number'>

export function detectors({ read, write }: Access): Detectors {
  return {
    async insert(detector) {
      await write((db) => db.insertInto('detector').values(rowOf(detector)).execute())
    },
    async find(id) {
      return detectorOf(await read.selectFrom('detector').selectAll().where('id', '=', id).executeTakeFirst())
    },
    async findByPlace({ accountId, region }) {
      const query = read
        .selectFrom('detector')
        .selectAll()
        .where('account_id', '=', accountId)
        .where('region', '=', region)
      return detectorOf(await query.executeTakeFirst())
    },
    async update(detector) {
      await write((db) => db.updateTable('detector').set(rowOf(detector)).where('id', '=', detector.id).execute())
    },
    async delete(id) {
      await write(async (db) => {
        // Findings cannot be reached without it; `deleteUpdatedBefore` clears them away in small steps.
        await db.deleteFrom('detector').where('id', '=', id).execute()
        await db
          .deleteFrom('tag')
          .where((of) => of.or([of('arn', 'like', `%:detector/${id}`), of('arn', 'like', `%:detector/${id}/%`)]))
          .execute()
        await db
          .deleteFrom('engine_state')
          .where((of) => of.or([of('name', '=', id), of('name', 'like', `${id}/%`)]))
          .execute()
      })
    },
    async ofMembers({ region, administratorId }) {
      const query = read
        .selectFrom('membership')
        .innerJoin('detector', (join) =>
          join
            .onRef('detector.account_id', '=', 'membership.account_id')
            .onRef('detector.region', '=', 'membership.region'),
        )
        .select('detector.id')
        .where('membership.region', '=', region)
        .where('membership.administrator_id', '=', administratorId)
        .where('membership.status', 'in', ASSOCIATED)
        .orderBy('membership.account_id')
      return (await query.execute()).map(({ id }) => id)
    },
    async all() {
      const rows = await read.selectFrom('detector').selectAll().orderBy('id').execute()
      return rows.flatMap((row) => detectorOf(row) ?? [])
    },
  }
}

function rowOf(detector: Detector): Row {
  return {
    id: detector.id,
    account_id: detector.accountId,
    region: detector.region,
    enabled: Number(detector.enabled),
    frequency: detector.findingPublishingFrequency,
    s3_logs: Number(detector.dataSources.s3Logs),
    kubernetes_audit_logs: Number(detector.dataSources.kubernetesAuditLogs),
    created_at: detector.createdAt,
    updated_at: detector.updatedAt,
  }
}

function detectorOf(row: Row | undefined): Detector | undefined {
  if (row === undefined) return undefined
  return {
    id: row.id,
    accountId: row.account_id,
    region: row.region,
    enabled: row.enabled === 1,
    findingPublishingFrequency: row.frequency,
    dataSources: { s3Logs: row.s3_logs === 1, kubernetesAuditLogs: row.kubernetes_audit_logs === 1 },
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  }
}
