import type { Destinations } from '../ports.ts'
import type { PublishingDestination } from '../records.ts'
import type { Access } from './access.ts'
import type { DestinationRow } from './tables.ts'

export function destinations({ read, write }: Access): Destinations {
  return {
    async insert(destination) {
      await write((db) => db.insertInto('destination').values(rowOf(destination)).execute())
    },
    async find(detectorId, id) {
      const query = read
        .selectFrom('destination')
        .selectAll()
        .where('id', '=', id)
        .where('detector_id', '=', detectorId)
      const row = await query.executeTakeFirst()
      return row && destinationOf(row)
    },
    async update(destination) {
      await write((db) =>
        db.updateTable('destination').set(rowOf(destination)).where('id', '=', destination.id).execute(),
      )
    },
    async delete(detectorId, id) {
      await write((db) =>
        db.deleteFrom('destination').where('id', '=', id).where('detector_id', '=', detectorId).execute(),
      )
    },
    async list(detectorId) {
      const query = read.selectFrom('destination').selectAll().where('detector_id', '=', detectorId).orderBy('id')
      return (await query.execute()).map(destinationOf)
    },
  }
}

function rowOf(destination: PublishingDestination): DestinationRow {
  return {
    id: destination.id,
    detector_id: destination.detectorId,
    destination_type: destination.destinationType,
    destination_arn: destination.destinationArn,
    kms_key_arn: destination.kmsKeyArn,
    status: destination.status,
    failure_started_at: destination.failureStartedAt,
    reason: destination.reason,
    created_at: destination.createdAt,
  }
}

function destinationOf(row: DestinationRow): PublishingDestination {
  return {
    id: row.id,
    detectorId: row.detector_id,
    destinationType: row.destination_type,
    destinationArn: row.destination_arn,
    kmsKeyArn: row.kms_key_arn,
    status: row.status,
    failureStartedAt: row.failure_started_at,
    reason: row.reason,
    createdAt: row.created_at,
  }
}
