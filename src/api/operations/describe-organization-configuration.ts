import { MEMBERS_MAX } from '../memberships.ts'
import { operation } from '../operation.ts'
import { requireDelegate } from '../organization-roles.ts'

export const describeOrganizationConfiguration = operation(
  'DescribeOrganizationConfiguration',
  async (_input, request) => {
    const { detector, store } = request
    await requireDelegate(request, store)
    const { accountId, region } = detector
    const configuration = await store.organizations.configuration({ accountId, region })
    const members = await store.memberships.count({ region, administratorId: accountId })
    return {
      autoEnable: configuration?.autoEnable ?? false,
      memberAccountLimitReached: members >= MEMBERS_MAX,
      dataSources: {
        s3Logs: { autoEnable: configuration?.s3Logs ?? false },
        kubernetes: { auditLogs: { autoEnable: configuration?.kubernetesAuditLogs ?? false } },
      },
    }
  },
)
