import { MEMBERS_MAX } from '../memberships.ts'
import { operation } from '../operation.ts'
import { requireManagement } from '../organization-roles.ts'
import { invalidInput } from '../wire-error.ts'

/** Its members are members no more; their detectors stay as they are. */
export const disableOrganizationAdminAccount = operation(
  'DisableOrganizationAdminAccount',
  async ({ adminAccountId }, request) => {
    const { region, store } = request
    const { id: organizationId } = requireManagement(request)
    await store.transaction(async (stores) => {
      const current = await stores.organizations.administrator(organizationId, region)
      if (current?.administratorId !== adminAccountId) {
        throw invalidInput(
          'The request failed because the account is not enabled as the GuardDuty delegated administrator for the organization',
        )
      }
      const own = { region, administratorId: adminAccountId, associated: false, limit: MEMBERS_MAX }
      for (const membership of await stores.memberships.list(own)) {
        if (membership.byOrganization) await stores.memberships.delete(membership)
      }
      await stores.organizations.deleteAdministrator(organizationId, region)
    })
  },
)
