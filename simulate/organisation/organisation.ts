import type { Random } from '../random.ts'
import { type Account, buildAccounts } from './accounts.ts'
import { type Bucket, bucketsOf } from './buckets.ts'
import { buildCluster, type Cluster } from './cluster.ts'
import { buildNetworks, type Instance, type Network } from './networks.ts'
import { buildPeople, type Person } from './people.ts'

/** Everything that exists before the first record. */
export interface Organisation {
  accounts: { production: Account; development: Account; audit: Account }
  people: Person[]
  networks: Network[]
  instances: Instance[]
  buckets: Bucket[]
  cluster: Cluster
}

export interface Scale {
  people: number
  instances: number
}

export function buildOrganisation(scale: Scale, start: number, random: Random): Organisation {
  const accounts = buildAccounts(random.fork('accounts'))
  const { networks, instances } = buildNetworks(accounts, scale.instances, start, random.fork('networks'))
  return {
    accounts,
    people: buildPeople(accounts, scale.people, random.fork('people')),
    networks,
    instances,
    buckets: bucketsOf(accounts),
    cluster: buildCluster(accounts.production, instances, start, random.fork('cluster')),
  }
}

export function instancesOf(organisation: Organisation, ...tiers: Instance['tier'][]): Instance[] {
  return organisation.instances.filter(({ tier }) => tiers.includes(tier))
}

/** IAM users with a password and an access key; everybody else signs in through a session of a role. */
export function iamPeople(organisation: Organisation, accountId?: string): Person[] {
  return organisation.people.filter(
    ({ signsIn, account }) => signsIn === 'iam-user' && (accountId === undefined || account.id === accountId),
  )
}
