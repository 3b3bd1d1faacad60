import { joinOrganization } from '../api/join-organization.ts'
import { newGuardDutyId } from '../api/new-id.ts'
import type { Organization } from '../api/operation.ts'
import type { Store, Stores } from '../store/ports.ts'
import type { ConfiguredAccount } from './config/schema.ts'

const KNOWN_ACCOUNTS = 'organization-accounts'

/**
 * Accounts that the configuration tells of for the first time have joined the organisation: where its delegated administrator has
 * `autoEnable` on, they become members. Accounts known before are left as they are. Answers how many memberships began.
 */
export async function joinNewAccounts(
  store: Store,
  organization: Organization,
  accounts: readonly ConfiguredAccount[],
  now: number,
): Promise<number> {
  return store.transaction(async (stores) => {
    const known = await knownAccounts(stores)
    const members = accounts.filter(({ organizationMember }) => organizationMember === true)
    const fresh = known === undefined ? [] : members.filter(({ id }) => !known.has(id))
    let joined = 0
    for (const administrator of fresh.length === 0 ? [] : await stores.detectors.all()) {
      const { accountId, region } = administrator
      const delegated = await stores.organizations.administrator(organization.id, region)
      const configuration = await stores.organizations.configuration({ accountId, region })
      if (delegated?.administratorId !== accountId || configuration?.autoEnable !== true) continue
      for (const { id, email = '' } of fresh) {
        if (id === accountId) continue
        const newId = () => newGuardDutyId(now)
        const joining = { administrator, accountId: id, email, organization, now, newId }
        if ((await joinOrganization(stores, joining)) === undefined) joined++
      }
    }
    const all = [...new Set([...(known ?? []), ...members.map(({ id }) => id)])]
    await stores.secrets.write(KNOWN_ACCOUNTS, Buffer.from(JSON.stringify(all)))
    return joined
  })
}

/** Undefined on the first start of all. */
async function knownAccounts(stores: Stores): Promise<Set<string> | undefined> {
  const kept = await stores.secrets.read(KNOWN_ACCOUNTS)
  return kept === undefined ? undefined : new Set(JSON.parse(Buffer.from(kept).toString('utf8')))
}
