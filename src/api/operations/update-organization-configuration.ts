import { operation } from '../operation.ts'
import { requireDelegate } from '../organization-roles.ts'

/** What is turned on for accounts that join from now on. */
export const updateOrganizationConfiguration = operation(
  'UpdateOrganizationConfiguration',
  async ({ autoEnable, dataSources }, request) => {
    const { detector, store } = request
    await store.transaction(async (stores) => {
      await requireDelegate(request, stores)
      const { accountId, region } = detector
      const before = await stores.organizations.configuration({ accountId, region })
      await stores.organizations.putConfiguration({
        accountId,
        region,
        autoEnable,
        s3Logs: dataSources?.s3Logs?.autoEnable ?? before?.s3Logs ?? false,
        kubernetesAuditLogs: dataSources?.kubernetes?.auditLogs.autoEnable ?? before?.kubernetesAuditLogs ?? false,
      })
    })
  },
)
