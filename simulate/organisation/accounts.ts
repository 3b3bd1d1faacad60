import type { Random } from '../random.ts'

export const HOME_REGION = 'eu-central-1'
/** Where CloudTrail records calls to IAM, STS's global endpoint, and sign-ins by the global console. */
export const GLOBAL_REGION = 'us-east-1'

export interface Role {
  accountId: string
  name: string
  principalId: string
}

export interface Account {
  id: string
  name: string
  trailName: string
  roles: Record<
    'web' | 'app' | 'batch' | 'bastion' | 'node' | 'deploy' | 'monitor' | 'engineer' | 'readonly' | 'lambda',
    Role
  >
}

const IDS = { production: '111122223333', development: '222233334444', audit: '333344445555' } as const

export function buildAccounts(random: Random): { production: Account; development: Account; audit: Account } {
  const account = (name: keyof typeof IDS): Account => {
    const accountId = IDS[name]
    const role = (roleName: string): Role => ({ accountId, name: roleName, principalId: `AROA${random.base32(17)}` })
    return {
      id: accountId,
      name: `quillmere-${name}`,
      trailName: 'quillmere-trail',
      roles: {
        web: role('storefront-web'),
        app: role('orders-app'),
        batch: role('harvest-batch'),
        bastion: role('bastion-host'),
        node: role('orchard-eks-node'),
        deploy: role('deploy-pipeline'),
        monitor: role('inventory-monitor'),
        engineer: role(`aws-reserved/sso.amazonaws.com/${HOME_REGION}/AWSReservedSSO_Engineer_${random.hex(16)}`),
        readonly: role(`aws-reserved/sso.amazonaws.com/${HOME_REGION}/AWSReservedSSO_ReadOnly_${random.hex(16)}`),
        lambda: role('invoice-mailer-function'),
      },
    }
  }
  return { production: account('production'), development: account('development'), audit: account('audit') }
}
