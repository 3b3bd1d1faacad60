import type { Memberships } from '../ports.ts'
import type { Membership, RelationshipStatus } from '../records.ts'
import type { Access } from './access.ts'
import type { MembershipRow } from './tables.ts'

/** The statuses of members that their administrator sees the findings of. */
export const ASSOCIATED: readonly RelationshipStatus[] = ['Enabled', 'Disabled']

export function memberships({ read, write }: Access): Memberships {
  return {
    async put(membership) {
      const row = rowOf(membership)
      await write((db) =>
        db
          .insertInto('membership')
          .values(row)
          .onConflict((conflict) => conflict.columns(['region', 'administrator_id', 'account_id']).doUpdateSet(row))
          .execute(),
      )
    },
    async find(key) {
      const query = read
        .selectFrom('membership')
        .selectAll()
        .where('region', '=', key.region)
        .where('administrator_id', '=', key.administratorId)
        .where('account_id', '=', key.accountId)
      const row = await query.executeTakeFirst()
      return row && membershipOf(row)
    },
    async delete(key) {
      await write((db) =>
        db
          .deleteFrom('membership')
          .where('region', '=', key.region)
          .where('administrator_id', '=', key.administratorId)
          .where('account_id', '=', key.accountId)
          .execute(),
      )
    },
    async list({ region, administratorId, associated, after, limit }) {
      let query = read
        .selectFrom('membership')
        .selectAll()
        .where('region', '=', region)
        .where('administrator_id', '=', administratorId)
      if (associated) query = query.where('status', 'in', ASSOCIATED)
      if (after !== undefined) query = query.where('account_id', '>', after)
      return (await query.orderBy('account_id').limit(limit).execute()).map(membershipOf)
    },
    async count({ region, administratorId }) {
      const query = read
        .selectFrom('membership')
        .select((of) => of.fn.countAll<number>().as('members'))
        .where('region', '=', region)
        .where('administrator_id', '=', administratorId)
      return (await query.executeTakeFirstOrThrow()).members
    },
    async associationOf({ accountId, region }) {
      const query = read
        .selectFrom('membership')
        .selectAll()
        .where('region', '=', region)
        .where('account_id', '=', accountId)
        .where('status', 'in', ASSOCIATED)
        .orderBy('administrator_id')
      const row = await query.limit(1).executeTakeFirst()
      return row && membershipOf(row)
    },
  }
}

function rowOf(membership: Membership): MembershipRow {
  return {
    region: membership.region,
    administrator_id: membership.administratorId,
    account_id: membership.accountId,
    email: membership.email,
    status: membership.status,
    by_organization: Number(membership.byOrganization),
    invitation_id: membership.invitationId,
    invited_at: membership.invitedAt,
    updated_at: membership.updatedAt,
  }
}

function membershipOf(row: MembershipRow): Membership {
  return {
    region: row.region,
    administratorId: row.administrator_id,
    accountId: row.account_id,
    email: row.email,
    status: row.status,
    byOrganization: row.by_organization === 1,
    invitationId: row.invitation_id,
    invitedAt: row.invited_at,
    updatedAt: row.updated_at,
  }
}
