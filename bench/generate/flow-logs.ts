import { Random } from '../../simulate/random.ts'
import { listedAddress, ordinaryAddress, popularRank } from './addresses.ts'
import { FLOW_ACCOUNT, flowNetwork, type Interface } from './flow-network.ts'
import { isListedTurn, joined, type LogSet } from './log-set.ts'

export type FlowFormat = 'v2' | 'v5'

const V2_FIELDS =
  'version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action log-status'
const V5_FIELDS = `${V2_FIELDS} vpc-id subnet-id instance-id tcp-flags type pkt-srcaddr pkt-dstaddr region az-id flow-direction traffic-path`

const RECORDS_PER_FILE = 100_000
const FIRST_SECOND = 1_772_438_400
/** One file holds what was seen in five minutes, flushed by each interface once a minute. */
const FILE_SECONDS = 300
const MINUTES = FILE_SECONDS / 60
const CLIENTS = 200_000
const SERVICES = 2_000
const SCANNERS = 60
const SCANNED_PORTS = [22, 23, 80, 445, 1433, 3306, 3389, 5900, 6379, 8080, 8443, 9200]
const LISTED_REMOTES = 40
const LISTED_EVERY = 50_000

/**
 * VPC flow logs with a header line a file: 60 % web requests from outside with their replies, 25 % requests to services
 * outside, 15 % traffic within, among them refused scans (one record in fifty) and a listed remote once in 50,000 exchanges.
 */
export function flowLogs(records: number, format: FlowFormat): LogSet {
  return {
    name: `flow-${format}`,
    records,
    recordsPerFile: RECORDS_PER_FILE,
    fileName: (file) => `${FLOW_ACCOUNT}_vpcflowlogs_eu-central-1_${String(file).padStart(4, '0')}.log.gz`,
    pieces: (file, count) => joined(lines(file, count, format)),
  }
}

/** Both sides of a conversation in one minute, as the interface `own` saw them. */
interface Exchange {
  own: Interface
  remote: string
  remotePort: number
  ownPort: number
  inbound: boolean
  protocol: number
  answered: boolean
}

function* lines(file: number, count: number, format: FlowFormat): Generator<string> {
  const random = new Random('flow logs').fork(file)
  const network = flowNetwork()
  const start = FIRST_SECOND + file * FILE_SECONDS
  const batch = Math.max(1, Math.ceil(count / (MINUTES * network.length)))
  yield `${format === 'v2' ? V2_FIELDS : V5_FIELDS}\n`
  let turn = 0
  for (let done = 0; done < count; ) {
    const minute = Math.floor((done / count) * MINUTES)
    const own = random.pick(network)
    const until = Math.min(count, done + random.whole(1, 2 * batch))
    while (done < until) {
      const listed = isListedTurn(turn, LISTED_EVERY)
      const exchange = listed ? listedExchange(random, own) : drawExchange(random, own, network)
      turn += 1
      const first = start + minute * 60 + random.whole(0, 20)
      const last = first + random.whole(5, 38)
      yield record(random, exchange, exchange.inbound, first, last, format)
      done += 1
      if (!exchange.answered || done === until) continue
      yield record(random, exchange, !exchange.inbound, first, last, format)
      done += 1
    }
  }
}

function listedExchange(random: Random, own: Interface): Exchange {
  const remote = listedAddress(random.whole(0, LISTED_REMOTES - 1))
  return { own, remote, remotePort: 443, ownPort: random.ephemeralPort(), inbound: false, protocol: 6, answered: true }
}

function drawExchange(random: Random, own: Interface, network: readonly Interface[]): Exchange {
  const kind = random.unit()
  const ownPort = random.ephemeralPort()
  const accepted = { own, protocol: 6, answered: true }
  // A scan is one record where an exchange is two, so that this share of exchanges is half of it in records.
  if (kind < 0.04) {
    const remote = ordinaryAddress(CLIENTS + SERVICES + random.whole(0, SCANNERS - 1))
    const scanned = random.pick(SCANNED_PORTS)
    return { own, remote, remotePort: ownPort, ownPort: scanned, inbound: true, protocol: 6, answered: false }
  }
  if (kind < 0.61) {
    const remote = ordinaryAddress(popularRank(random, CLIENTS))
    return { ...accepted, remote, remotePort: random.whole(1_024, 65_535), ownPort: own.port, inbound: true }
  }
  if (kind < 0.86) {
    const remote = ordinaryAddress(CLIENTS + popularRank(random, SERVICES))
    const protocol = random.chance(0.05) ? 17 : 6
    return { ...accepted, protocol, remote, remotePort: protocol === 17 ? 123 : 443, ownPort, inbound: false }
  }
  const peer = random.pick(network)
  return { ...accepted, remote: peer.address, remotePort: peer.port, ownPort, inbound: false }
}

function record(
  random: Random,
  { own, remote, remotePort, ownPort, protocol, answered }: Exchange,
  inbound: boolean,
  first: number,
  last: number,
  format: FlowFormat,
): string {
  const packets = answered ? Math.floor(2 * 50 ** random.unit()) : 1
  const bytes = answered ? packets * random.whole(52, 1_400) : 44
  const ends = inbound ? `${remote} ${own.address}` : `${own.address} ${remote}`
  const ports = inbound ? `${remotePort} ${ownPort}` : `${ownPort} ${remotePort}`
  const action = answered ? 'ACCEPT' : 'REJECT'
  const version = format === 'v2' ? 2 : 5
  const v2 = `${version} ${FLOW_ACCOUNT} ${own.id} ${ends} ${ports} ${protocol} ${packets} ${bytes} ${first} ${last} ${action} OK`
  if (format === 'v2') return `${v2}\n`
  const flags = protocol === 17 ? 0 : answered ? (random.chance(0.5) ? 3 : 19) : 2
  const direction = inbound ? 'ingress -' : 'egress 8'
  return `${v2} ${own.vpcId} ${own.subnetId} ${own.instanceId} ${flags} IPv4 ${ends} eu-central-1 ${own.zone} ${direction}\n`
}
