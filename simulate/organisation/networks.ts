import type { Random } from '../random.ts'
import { dayMs } from '../time-text.ts'
import { type Account, HOME_REGION, type Role } from './accounts.ts'

export type Tier = 'web' | 'app' | 'database' | 'batch' | 'node' | 'bastion' | 'workbench'

/** An interface in a VPC that has flow logs, with what each of its records says of it. */
export interface Interface {
  accountId: string
  region: string
  vpcId: string
  subnetId: string
  azId: string
  interfaceId: string
  privateAddress: string
  publicAddress?: string
  instanceId?: string
  /** Through which a packet to the internet leaves, when there is no public address. */
  gateway?: Interface
}

export interface Instance extends Interface {
  instanceId: string
  name: string
  tier: Tier
  role: Role
  type: string
  imageId: string
  securityGroupId: string
  launchedAt: number
}

export interface Network {
  accountId: string
  region: string
  vpcId: string
  flowLogId: string
  gateway: Interface
}

const TIERS: Record<Tier, { type: string; open: boolean; role: keyof Account['roles'] }> = {
  web: { type: 'c7g.large', open: true, role: 'web' },
  app: { type: 'm7g.xlarge', open: false, role: 'app' },
  database: { type: 'r7g.2xlarge', open: false, role: 'app' },
  batch: { type: 'c7g.2xlarge', open: false, role: 'batch' },
  node: { type: 'm6i.xlarge', open: false, role: 'node' },
  bastion: { type: 't4g.small', open: true, role: 'bastion' },
  workbench: { type: 't3.medium', open: false, role: 'batch' },
}

/** Shares of the instances: a fifth is development's workbenches, one is production's bastion. */
const SHARES: readonly (readonly [Tier, number])[] = [
  ['web', 0.18],
  ['app', 0.24],
  ['database', 0.1],
  ['batch', 0.12],
  ['node', 0.14],
]

export function buildNetworks(
  accounts: { production: Account; development: Account },
  count: number,
  start: number,
  random: Random,
): { networks: Network[]; instances: Instance[] } {
  const production = buildNetwork(accounts.production, '10.20', random)
  const development = buildNetwork(accounts.development, '10.40', random)
  const tiers: Tier[] = [
    'bastion',
    ...SHARES.flatMap(([tier, share]) => Array<Tier>(Math.max(2, Math.round(share * count))).fill(tier)),
  ]
  while (tiers.length < count) tiers.push('workbench')
  const numbers = new Map<Tier, number>()
  const images = new Map(Object.keys(TIERS).map((tier) => [tier, `ami-0${random.hex(16)}`]))
  const groups = new Map(Object.keys(TIERS).map((tier) => [tier, `sg-0${random.hex(16)}`]))
  const instances = tiers.map((tier, index): Instance => {
    const number = (numbers.get(tier) ?? 0) + 1
    numbers.set(tier, number)
    const [account, network] =
      tier === 'workbench' ? [accounts.development, development] : [accounts.production, production]
    const { type, open, role } = TIERS[tier]
    const zone = index % 2
    return {
      ...buildInterface(network, open ? zone : zone + 2, index + 10, random),
      ...(open
        ? {
            publicAddress: `${random.pick(['3.120', '18.184', '52.58'])}.${random.whole(1, 254)}.${random.whole(1, 254)}`,
          }
        : { gateway: network.gateway }),
      instanceId: `i-0${random.hex(16)}`,
      name: `${tier}-${number}`,
      tier,
      role: account.roles[role],
      type,
      imageId: images.get(tier) ?? `ami-0${random.hex(16)}`,
      securityGroupId: groups.get(tier) ?? `sg-0${random.hex(16)}`,
      launchedAt: start - random.whole(5, 200) * dayMs,
    }
  })
  return { networks: [production, development], instances }
}

interface Plan extends Network {
  addressPrefix: string
  subnets: string[]
}

function buildNetwork(account: Account, addressPrefix: string, random: Random): Plan {
  const network = {
    accountId: account.id,
    region: HOME_REGION,
    vpcId: `vpc-0${random.hex(16)}`,
    flowLogId: `fl-0${random.hex(16)}`,
    addressPrefix,
    subnets: Array.from({ length: 4 }, () => `subnet-0${random.hex(16)}`),
  }
  const gateway = {
    ...buildInterface(network, 0, 5, random),
    publicAddress: `${random.pick(['3.121', '18.185', '52.59'])}.${random.whole(1, 254)}.${random.whole(1, 254)}`,
  }
  return { ...network, gateway }
}

/** Subnets 0 and 1 are public, 2 and 3 private; even ones in the first zone. */
function buildInterface(network: Omit<Plan, 'gateway'>, subnet: number, host: number, random: Random): Interface {
  return {
    accountId: network.accountId,
    region: network.region,
    vpcId: network.vpcId,
    subnetId: network.subnets[subnet] ?? `subnet-0${random.hex(16)}`,
    azId: subnet % 2 === 0 ? 'euc1-az2' : 'euc1-az3',
    interfaceId: `eni-0${random.hex(16)}`,
    privateAddress: `${network.addressPrefix}.${subnet * 16 + Math.floor(host / 250)}.${(host % 250) + 4}`,
  }
}
