import type { Category } from '../../../intel/category.ts'
import type { Hit } from '../../../intel/indicators.ts'
import type { FindingTypeName } from '../../../model/catalogue/index.ts'
import { formatIpv4 } from '../../../std/ipv4.ts'
import { type Detector, hitsOf } from '../../detector.ts'
import { flowSignal, networkConnectionAction, trafficInfo } from '../../flow-action.ts'
import type { FlowSummary } from '../../flow-summary.ts'
import { intel } from '../../kit/intel.ts'
import { answered, opened, received, sent } from '../../records/flow-line.ts'
import type { Vector } from '../../vector.ts'

const LISTED = '45.155.205.99'
const OTHER = '93.184.216.34'

interface Row {
  type: FindingTypeName
  category: Category
  /** Inbound contact counts as well when the instance answered it. */
  inbound: boolean
}

const ROWS: readonly Row[] = [
  { type: 'Backdoor:EC2/C&CActivity.B', category: 'C2_IP', inbound: false },
  { type: 'CryptoCurrency:EC2/BitcoinTool.B', category: 'CRYPTO_IP', inbound: false },
  { type: 'Trojan:EC2/BlackholeTraffic', category: 'BLACKHOLE_IP', inbound: false },
  { type: 'Trojan:EC2/DropPoint', category: 'DROP_POINT_IP', inbound: false },
  { type: 'UnauthorizedAccess:EC2/MaliciousIPCaller.Custom', category: 'CUSTOM_THREAT_IP', inbound: true },
]

/**
 * An instance talks to an address on a list: it began, or, for the account's own lists, it answered. A connection that
 * was refused counts, as blocked. An entry with a port matches that port alone. IPv4 only.
 * Misses: peers on no list; inbound contact with a listed command and control server, which is scanning.
 */
export default ROWS.map(listedRemote)

function listedRemote({ type, category, inbound }: Row): Detector {
  return intel({
    type,
    on: 'flow',
    category,
    select: [`remote:${category}`],
    when: (flow) => flow.direction === 'OUTBOUND' || (inbound && talked(flow)),
    hits: (flow, context) => hitsOf(context, category, flow.remoteAddress, flow.remotePort),
    signal: (flow, [hit]) => ({
      ...flowSignal(flow),
      action: networkConnectionAction(flow),
      additionalInfo: trafficInfo(flow),
      reason: reasonOf(flow, hit),
    }),
    vectors: vectorsOf(category, inbound),
  })
}

/** Something came in, was let in, and was answered; or nobody can tell who began. */
function talked(flow: FlowSummary): boolean {
  return flow.accepted && (flow.direction === 'UNKNOWN' || flow.answered)
}

function reasonOf(flow: FlowSummary, hit: Hit): string {
  const remote = `${formatIpv4(flow.remoteAddress)}:${flow.remotePort}`
  const verb = flow.direction === 'INBOUND' ? 'answered' : 'connected to'
  return `the instance ${verb} ${remote}, which the list ${hit.listName} has as ${hit.entry}`
}

function vectorsOf(category: Category, inbound: boolean): Vector[] {
  const lists = { [category]: [LISTED] }
  return [
    { name: 'the instance opens a connection', records: opened(40_001, LISTED, 443), lists, finds: 1 },
    {
      name: 'three minutes of traffic: one finding, counted up',
      records: [0, 60, 120].flatMap((at) => opened(40_001, LISTED, 443, { at })),
      lists,
      finds: 1,
      count: 3,
    },
    {
      name: 'a refused attempt',
      records: [sent(40_001, LISTED, 443, { action: 'REJECT', flags: 2, packets: 1, bytes: 60 })],
      lists,
      finds: 1,
    },
    { name: 'another address', records: opened(40_001, OTHER, 443), lists, finds: 0 },
    {
      name: 'an entry with another port',
      records: opened(40_001, LISTED, 443),
      lists: { [category]: [`${LISTED}:8443`] },
      finds: 0,
    },
    {
      name: 'it is scanned, and nothing answers',
      records: [received(22, LISTED, 50_000, { action: 'REJECT', flags: 2, packets: 1, bytes: 60 })],
      lists,
      finds: 0,
    },
    { name: 'it is called and answers', records: answered(22, LISTED, 50_000), lists, finds: inbound ? 1 : 0 },
    {
      name: 'an address that is trusted as well',
      records: opened(40_001, LISTED, 443),
      lists: { ...lists, TRUSTED_IP: [LISTED] },
      finds: 0,
    },
  ]
}
