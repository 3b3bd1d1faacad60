import { enabledDetector, setStatus } from '../memberships.ts'
import { operation } from '../operation.ts'
import { requireManagement } from '../organization-roles.ts'
import { invalidInput } from '../wire-error.ts'

/** Makes an account of the organisation its delegated administrator in this region, and turns its detector on. */
export const enableOrganizationAdminAccount = operation(
  'EnableOrganizationAdminAccount',
  async ({ adminAccountId }, request) => {
    const { region, store, now, newId } = request
    const { id: organizationId, memberIds } = requireManagement(request)
    await store.transaction(async (stores) => {
      const current = await stores.organizations.administrator(organizationId, region)
      if (current?.administratorId === adminAccountId) {
        throw invalidInput(
          'The request failed because the account is already enabled as the GuardDuty delegated administrator for the organization',
        )
      }
      if (current !== undefined) {
        throw invalidInput(
          'The request failed because another account is already enabled as GuardDuty delegated administrator for the organization.',
        )
      }
      if (!memberIds.has(adminAccountId)) {
        throw invalidInput('The request failed because admin account passed is not member of AWS Organizations.')
      }
      const place = { accountId: adminAccountId, region }
      const association = await stores.memberships.associationOf(place)
      if (association !== undefined) await setStatus(stores, association, 'Removed', now)
      await enabledDetector(stores, place, { now, newId })
      await stores.organizations.putAdministrator({
        organizationId,
        region,
        administratorId: adminAccountId,
        status: 'ENABLED',
      })
      await stores.organizations.putConfiguration({
        ...place,
        autoEnable: false,
        s3Logs: false,
        kubernetesAuditLogs: false,
      })
    })
  },
)
