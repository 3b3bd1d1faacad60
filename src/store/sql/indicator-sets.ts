import type { IndicatorSets } from '../ports.ts'
import type { IndicatorSet } from '../records.ts'
import type { Access } from './access.ts'
import type { IndicatorSetRow } from './tables.ts'

export function indicatorSets({ read, write }: Access): IndicatorSets {
  return {
    async insert(set) {
      await write((db) => db.insertInto('indicator_set').values(rowOf(set)).execute())
    },
    async find(detectorId, kind, id) {
      const query = read
        .selectFrom('indicator_set')
        .selectAll()
        .where('id', '=', id)
        .where('detector_id', '=', detectorId)
        .where('kind', '=', kind)
      const row = await query.executeTakeFirst()
      return row && setOf(row)
    },
    async update(set) {
      await write((db) => db.updateTable('indicator_set').set(rowOf(set)).where('id', '=', set.id).execute())
    },
    async list(detectorId, kind) {
      const query = read
        .selectFrom('indicator_set')
        .selectAll()
        .where('detector_id', '=', detectorId)
        .where('kind', '=', kind)
        .where('status', '!=', 'DELETED')
        .orderBy('id')
      return (await query.execute()).map(setOf)
    },
    async withStatus(statuses) {
      if (statuses.length === 0) return []
      const query = read.selectFrom('indicator_set').selectAll().where('status', 'in', statuses).orderBy('id')
      return (await query.execute()).map(setOf)
    },
    async writeContent(id, content) {
      await write(async (db) => {
        if (content === null) await db.deleteFrom('indicator_set_content').where('id', '=', id).execute()
        else
          await db
            .insertInto('indicator_set_content')
            .values({ id, content })
            .onConflict((conflict) => conflict.column('id').doUpdateSet({ content }))
            .execute()
      })
    },
    async readContent(id) {
      const query = read.selectFrom('indicator_set_content').select('content').where('id', '=', id)
      return (await query.executeTakeFirst())?.content
    },
  }
}

function rowOf(set: IndicatorSet): IndicatorSetRow {
  return {
    id: set.id,
    detector_id: set.detectorId,
    kind: set.kind,
    name: set.name,
    format: set.format,
    location: set.location,
    status: set.status,
    reason: set.reason,
    entries: set.entries,
    created_at: set.createdAt,
    updated_at: set.updatedAt,
  }
}

function setOf(row: IndicatorSetRow): IndicatorSet {
  return {
    id: row.id,
    detectorId: row.detector_id,
    kind: row.kind,
    name: row.name,
    format: row.format,
    location: row.location,
    status: row.status,
    reason: row.reason,
    entries: row.entries,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  }
}
