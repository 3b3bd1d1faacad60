import type { Random } from '../random.ts'
import { dayMs } from '../time-text.ts'
import { type Account, HOME_REGION } from './accounts.ts'
import type { Instance } from './networks.ts'

export interface Pod {
  namespace: string
  name: string
  workload: string
  node: Node
}

export interface Node {
  name: string
  instance: Instance
}

export interface Cluster {
  name: string
  arn: string
  accountId: string
  region: string
  vpcId: string
  createdAt: number
  /** Suffix of the log stream that the API server's audit records go to. */
  streamId: string
  /** The API server's own address in the VPC. */
  controlPlaneAddress: string
  nodes: Node[]
  pods: Pod[]
}

export const IMAGE_REGISTRY = `602401143452.dkr.ecr.${HOME_REGION}.amazonaws.com`

const WORKLOADS = ['storefront', 'basket', 'search', 'recommender', 'mail-relay', 'price-feed']

export function buildCluster(account: Account, instances: readonly Instance[], start: number, random: Random): Cluster {
  const nodes = instances
    .filter(({ tier }) => tier === 'node')
    .map((instance) => ({
      name: `ip-${instance.privateAddress.replaceAll('.', '-')}.${HOME_REGION}.compute.internal`,
      instance,
    }))
  const first = nodes[0]
  if (first === undefined) throw new Error('a cluster needs a node')
  const pod = (namespace: string, workload: string, node: Node): Pod => ({
    namespace,
    workload,
    node,
    name: `${workload}-${random.hex(10)}-${random.hex(5)}`,
  })
  return {
    name: 'orchard',
    arn: `arn:aws:eks:${HOME_REGION}:${account.id}:cluster/orchard`,
    accountId: account.id,
    region: HOME_REGION,
    vpcId: first.instance.vpcId,
    createdAt: start - 120 * dayMs,
    streamId: random.hex(32),
    controlPlaneAddress: '10.20.32.241',
    nodes,
    pods: [
      ...nodes.flatMap((node) => [
        { namespace: 'kube-system', workload: 'aws-node', node, name: `aws-node-${random.hex(5)}` },
        { namespace: 'kube-system', workload: 'kube-proxy', node, name: `kube-proxy-${random.hex(5)}` },
      ]),
      pod('kube-system', 'coredns', first),
      ...WORKLOADS.flatMap((workload) => [
        pod('default', workload, random.pick(nodes)),
        pod('default', workload, random.pick(nodes)),
      ]),
    ],
  }
}
