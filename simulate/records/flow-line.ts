/** One VPC flow log record; a member per field, in the words of the format. `start` and `end` are epoch seconds. */
export interface Flow {
  accountId: string
  interfaceId: string
  srcaddr: string
  dstaddr: string
  srcport: number
  dstport: number
  protocol: number
  packets: number
  bytes: number
  start: number
  end: number
  action: 'ACCEPT' | 'REJECT'
  vpcId: string
  subnetId: string
  /** Absent for an interface of no instance, such as a NAT gateway's. */
  instanceId?: string
  tcpFlags: number
  pktSrcaddr: string
  pktDstaddr: string
  region: string
  azId: string
  pktSrcAwsService?: string
  pktDstAwsService?: string
  flowDirection: 'ingress' | 'egress'
  trafficPath?: number
  /** The interface saw nothing in the time: a `NODATA` line. */
  idle?: boolean
}

export type FlowFormat = 'v2' | 'v5'

const V2_FIELDS =
  'version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action log-status'
const V5_FIELDS = `${V2_FIELDS} vpc-id subnet-id instance-id tcp-flags type pkt-srcaddr pkt-dstaddr region az-id sublocation-type sublocation-id pkt-src-aws-service pkt-dst-aws-service flow-direction traffic-path`

/** The first line of a flow log object. */
export function flowHeader(format: FlowFormat): string {
  return format === 'v2' ? V2_FIELDS : V5_FIELDS
}

/** A line of the default format, or of one with all fields up to version 5; an ordinary request but for `overrides`. */
export function flowLine(overrides: Partial<Flow> = {}, format: FlowFormat = 'v5'): string {
  return flowText({ ...exampleFlow(overrides), ...overrides }, format)
}

/** The line of a whole flow. */
export function flowText(flow: Flow, format: FlowFormat): string {
  const version = format === 'v2' ? 2 : 5
  const head = `${version} ${flow.accountId} ${flow.interfaceId}`
  if (flow.idle === true) {
    const rest = format === 'v2' ? '' : ' -'.repeat(15)
    return `${head} - - - - - - - ${flow.start} ${flow.end} - NODATA${rest}`
  }
  const v2 = `${head} ${flow.srcaddr} ${flow.dstaddr} ${flow.srcport} ${flow.dstport} ${flow.protocol} ${flow.packets} ${flow.bytes} ${flow.start} ${flow.end} ${flow.action} OK`
  if (format === 'v2') return v2
  return `${v2} ${flow.vpcId} ${flow.subnetId} ${flow.instanceId ?? '-'} ${flow.tcpFlags} IPv4 ${flow.pktSrcaddr} ${flow.pktDstaddr} ${flow.region} ${flow.azId} - - ${flow.pktSrcAwsService ?? '-'} ${flow.pktDstAwsService ?? '-'} ${flow.flowDirection} ${flow.trafficPath ?? '-'}`
}

/** An answered HTTPS request of an instance, as its own interface saw it go out. */
function exampleFlow(overrides: Partial<Flow>): Flow {
  return {
    accountId: '111122223333',
    interfaceId: 'eni-0a1b2c3d4e5f60718',
    srcaddr: '10.20.1.17',
    dstaddr: '85.240.1.10',
    srcport: 40_112,
    dstport: 443,
    protocol: 6,
    packets: 12,
    bytes: 2_140,
    start: 1_772_438_400,
    end: 1_772_438_430,
    action: 'ACCEPT',
    vpcId: 'vpc-0a1b2c3d4e5f60718',
    subnetId: 'subnet-0a1b2c3d4e5f60718',
    instanceId: 'i-0a1b2c3d4e5f60718',
    tcpFlags: 3,
    pktSrcaddr: overrides.srcaddr ?? '10.20.1.17',
    pktDstaddr: overrides.dstaddr ?? '85.240.1.10',
    region: 'eu-central-1',
    azId: 'euc1-az1',
    flowDirection: 'egress',
  }
}
