import type { Organizations } from '../ports.ts'
import type { Access } from './access.ts'

export function organizations({ read, write }: Access): Organizations {
  return {
    async administrator(organizationId, region) {
      const query = read
        .selectFrom('organization_administrator')
        .select(['organization_id as organizationId', 'region', 'administrator_id as administratorId', 'status'])
        .where('organization_id', '=', organizationId)
        .where('region', '=', region)
      return query.executeTakeFirst()
    },
    async putAdministrator({ organizationId, region, administratorId, status }) {
      const values = { administrator_id: administratorId, status }
      await write((db) =>
        db
          .insertInto('organization_administrator')
          .values({ organization_id: organizationId, region, ...values })
          .onConflict((conflict) => conflict.columns(['organization_id', 'region']).doUpdateSet(values))
          .execute(),
      )
    },
    async deleteAdministrator(organizationId, region) {
      await write((db) =>
        db
          .deleteFrom('organization_administrator')
          .where('organization_id', '=', organizationId)
          .where('region', '=', region)
          .execute(),
      )
    },
    async configuration({ accountId, region }) {
      const query = read
        .selectFrom('organization_configuration')
        .selectAll()
        .where('account_id', '=', accountId)
        .where('region', '=', region)
      const row = await query.executeTakeFirst()
      return (
        row && {
          accountId,
          region,
          autoEnable: row.auto_enable === 1,
          s3Logs: row.s3_logs === 1,
          kubernetesAuditLogs: row.kubernetes_audit_logs === 1,
        }
      )
    },
    async putConfiguration({ accountId, region, autoEnable, s3Logs, kubernetesAuditLogs }) {
      const values = {
        auto_enable: Number(autoEnable),
        s3_logs: Number(s3Logs),
        kubernetes_audit_logs: Number(kubernetesAuditLogs),
      }
      await write((db) =>
        db
          .insertInto('organization_configuration')
          .values({ account_id: accountId, region, ...values })
          .onConflict((conflict) => conflict.columns(['account_id', 'region']).doUpdateSet(values))
          .execute(),
      )
    },
  }
}
