import { Random } from '../../simulate/random.ts'
import { dotted } from './addresses.ts'

/** An elastic network interface of the benchmark's account, with what version 5 of the format tells of it. */
export interface Interface {
  id: string
  address: string
  role: 'web' | 'worker' | 'database'
  /** The port that its own service listens on. */
  port: number
  vpcId: string
  subnetId: string
  instanceId: string
  zone: string
}

export const FLOW_ACCOUNT = '111122223333'
export const INTERFACES = 300
const ZONES = ['euc1-az1', 'euc1-az2', 'euc1-az3']
const DATABASE_PORTS = [5432, 6379, 9092, 3306]

/** 300 interfaces over three zones of one network: 40 % web servers, 40 % workers, 20 % databases. */
export function flowNetwork(): Interface[] {
  const random = new Random('flow network')
  const vpcId = `vpc-0${random.hex(16)}`
  const subnets = ZONES.map(() => `subnet-0${random.hex(16)}`)
  return Array.from({ length: INTERFACES }, (_, index) => {
    const zone = index % ZONES.length
    const tenth = index % 10
    const role = tenth < 4 ? 'web' : tenth < 8 ? 'worker' : 'database'
    const port =
      role === 'database' ? (DATABASE_PORTS[Math.floor(index / 10) % 4] ?? 5432) : role === 'web' ? 443 : 8080
    return {
      id: `eni-0${random.hex(16)}`,
      address: dotted((10 << 24) | (20 << 16) | (zone << 12) | (index + 10)),
      role,
      port,
      vpcId,
      subnetId: subnets[zone] ?? '',
      instanceId: `i-0${random.hex(16)}`,
      zone: ZONES[zone] ?? '',
    }
  })
}
