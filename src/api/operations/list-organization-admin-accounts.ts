import { operation } from '../operation.ts'
import { requireManagementOrDelegate } from '../organization-roles.ts'

/** None or one. */
export const listOrganizationAdminAccounts = operation('ListOrganizationAdminAccounts', async (_input, request) => {
  const administrator = await requireManagementOrDelegate(request, request.store)
  if (administrator === undefined) return { adminAccounts: [] }
  const { administratorId, status } = administrator
  return { adminAccounts: [{ adminAccountId: administratorId, adminStatus: status }] }
})
