import type { Invitations } from '../ports.ts'
import type { Invitation, Place } from '../records.ts'
import type { Access } from './access.ts'
import type { InvitationRow } from './tables.ts'

export function invitations({ read, write }: Access): Invitations {
  const pending = ({ accountId, region }: Place) =>
    read
      .selectFrom('invitation')
      .where('region', '=', region)
      .where('account_id', '=', accountId)
      .where('status', '=', 'Invited')

  return {
    async put(invitation) {
      const row = rowOf(invitation)
      await write((db) =>
        db
          .insertInto('invitation')
          .values(row)
          .onConflict((conflict) => conflict.columns(['region', 'administrator_id', 'account_id']).doUpdateSet(row))
          .execute(),
      )
    },
    async find(key) {
      const query = read
        .selectFrom('invitation')
        .selectAll()
        .where('region', '=', key.region)
        .where('administrator_id', '=', key.administratorId)
        .where('account_id', '=', key.accountId)
      const row = await query.executeTakeFirst()
      return row && invitationOf(row)
    },
    async delete(key) {
      await write((db) =>
        db
          .deleteFrom('invitation')
          .where('region', '=', key.region)
          .where('administrator_id', '=', key.administratorId)
          .where('account_id', '=', key.accountId)
          .execute(),
      )
    },
    async listPending({ accountId, region, after, limit }) {
      let query = pending({ accountId, region }).selectAll()
      if (after !== undefined) query = query.where('administrator_id', '>', after)
      return (await query.orderBy('administrator_id').limit(limit).execute()).map(invitationOf)
    },
    async countPending(invitee) {
      const query = pending(invitee).select((of) => of.fn.countAll<number>().as('invitations'))
      return (await query.executeTakeFirstOrThrow()).invitations
    },
  }
}

function rowOf(invitation: Invitation): InvitationRow {
  return {
    region: invitation.region,
    administrator_id: invitation.administratorId,
    account_id: invitation.accountId,
    id: invitation.id,
    status: invitation.status,
    message: invitation.message,
    invited_at: invitation.invitedAt,
  }
}

function invitationOf(row: InvitationRow): Invitation {
  return {
    id: row.id,
    region: row.region,
    administratorId: row.administrator_id,
    accountId: row.account_id,
    status: row.status,
    message: row.message,
    invitedAt: row.invited_at,
  }
}
