import type { Filters } from '../ports.ts'
import type { Filter } from '../records.ts'
import type { Access } from './access.ts'
import type { FilterRow } from './tables.ts'

export function filters({ read, write }: Access): Filters {
  return {
    async insert(filter) {
      await write((db) => db.insertInto('filter').values(rowOf(filter)).execute())
    },
    async find(detectorId, name) {
      const query = read.selectFrom('filter').selectAll().where('detector_id', '=', detectorId).where('name', '=', name)
      const row = await query.executeTakeFirst()
      return row && filterOf(row)
    },
    async update(filter) {
      await write((db) =>
        db
          .updateTable('filter')
          .set(rowOf(filter))
          .where('detector_id', '=', filter.detectorId)
          .where('name', '=', filter.name)
          .execute(),
      )
    },
    async delete(detectorId, name) {
      await write((db) =>
        db.deleteFrom('filter').where('detector_id', '=', detectorId).where('name', '=', name).execute(),
      )
    },
    async all(detectorId) {
      const query = read
        .selectFrom('filter')
        .selectAll()
        .where('detector_id', '=', detectorId)
        .orderBy('rank')
        .orderBy('name')
      return (await query.execute()).map(filterOf)
    },
  }
}

function rowOf(filter: Filter): FilterRow {
  return {
    detector_id: filter.detectorId,
    name: filter.name,
    description: filter.description,
    action: filter.action,
    rank: filter.rank,
    criterion: JSON.stringify(filter.criterion),
    created_at: filter.createdAt,
  }
}

function filterOf(row: FilterRow): Filter {
  return {
    detectorId: row.detector_id,
    name: row.name,
    description: row.description,
    action: row.action,
    rank: row.rank,
    criterion: JSON.parse(row.criterion),
    createdAt: row.created_at,
  }
}
