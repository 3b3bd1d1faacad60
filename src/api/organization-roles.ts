import type { Stores } from '../store/ports.ts'
import type { OrganizationAdministrator } from '../store/records.ts'
import type { OperationRequest, Organization } from './operation.ts'
import { invalidInput, outOfRange } from './wire-error.ts'

/** Throws the wire error unless the caller is the organisation's management account. */
export function requireManagement({ caller, services }: Pick<OperationRequest, 'caller' | 'services'>): Organization {
  const { organization } = services
  if (organization?.managementAccount !== caller.accountId) throw notManagement()
  return organization
}

/** Throws the wire error unless the caller is the management account or the delegated administrator. */
export async function requireManagementOrDelegate(
  request: Pick<OperationRequest, 'caller' | 'services' | 'region'>,
  stores: Stores,
): Promise<OrganizationAdministrator | undefined> {
  const { organization } = request.services
  if (organization === undefined) throw notManagement()
  const administrator = await stores.organizations.administrator(organization.id, request.region)
  const { accountId } = request.caller
  if (accountId !== organization.managementAccount && accountId !== administrator?.administratorId)
    throw notManagement()
  return administrator
}

/** Throws the wire error unless the caller is the organisation's delegated administrator. */
export async function requireDelegate(
  { caller, services, region }: Pick<OperationRequest, 'caller' | 'services' | 'region'>,
  stores: Stores,
): Promise<Organization> {
  const { organization } = services
  if (organization === undefined) throw outOfRange()
  const administrator = await stores.organizations.administrator(organization.id, region)
  if (administrator?.administratorId !== caller.accountId) throw outOfRange()
  return organization
}

function notManagement() {
  return invalidInput('The request failed because you do not have required AWS Organization master permission.')
}
