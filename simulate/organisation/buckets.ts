import { type Account, HOME_REGION } from './accounts.ts'
import { ORGANISATION } from './names.ts'

export interface Bucket {
  name: string
  accountId: string
  region: string
  use: 'assets' | 'orders' | 'lake' | 'backups' | 'logs' | 'sandbox'
}

export function bucketsOf(accounts: { production: Account; development: Account; audit: Account }): Bucket[] {
  const bucket = (account: Account, use: Bucket['use']): Bucket => ({
    name: `${ORGANISATION.prefix}-${use}-${account.id.slice(-4)}`,
    accountId: account.id,
    region: HOME_REGION,
    use,
  })
  return [
    bucket(accounts.production, 'assets'),
    bucket(accounts.production, 'orders'),
    bucket(accounts.production, 'lake'),
    bucket(accounts.production, 'backups'),
    bucket(accounts.development, 'sandbox'),
    bucket(accounts.audit, 'logs'),
  ]
}

export function bucketFor(buckets: readonly Bucket[], use: Bucket['use']): Bucket {
  const found = buckets.find((bucket) => bucket.use === use)
  if (found === undefined) throw new Error(`no bucket for ${use}`)
  return found
}
