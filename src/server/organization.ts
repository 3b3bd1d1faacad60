import type { Organization } from '../api/operation.ts'
import type { Config } from './config/schema.ts'

/** The organisation as operations ask about it; undefined where none is configured. */
export function organizationOf({ organization, accounts }: Config): Organization | undefined {
  if (organization === undefined) return undefined
  const members = accounts.filter((account) => account.organizationMember === true).map((account) => account.id)
  return { ...organization, memberIds: new Set([organization.managementAccount, ...members]) }
}
