import { Random } from '../../simulate/random.ts'
import { ordinaryAddress, popularRank } from './addresses.ts'
import { FLOW_ACCOUNT, flowNetwork, type Interface } from './flow-network.ts'
import { isListedTurn, joined, type LogSet } from './log-set.ts'
import { listedName, ordinaryName } from './names.ts'

const RECORDS_PER_FILE = 25_000
const FIRST_MS = Date.UTC(2026, 2, 2, 8)
const FILE_MS = 3_600_000
const NAMES = 50_000
const LISTED_NAMES = 20
const LISTED_EVERY = 25_000
const SEARCH_DOMAIN = 'eu-central-1.compute.internal.'

/**
 * Route 53 Resolver query logs, a JSON record a line: names of Zipf's popularity, a tenth of the queries tried first with
 * the search domain and not found, addresses behind aliases, and a listed name once in 25,000.
 */
export function dnsLogs(records: number): LogSet {
  return {
    name: 'dns',
    records,
    recordsPerFile: RECORDS_PER_FILE,
    fileName: (file) => `${FLOW_ACCOUNT}_vpcdnsquerylogs_${String(file).padStart(4, '0')}.log.gz`,
    pieces: (file, count) => joined(lines(file, count)),
  }
}

function* lines(file: number, count: number): Generator<string> {
  const random = new Random('dns').fork(file)
  const network = flowNetwork()
  for (let index = 0; index < count; index += 1) {
    const time = FIRST_MS + file * FILE_MS + Math.floor((index / count) * FILE_MS)
    const name = isListedTurn(index, LISTED_EVERY)
      ? listedName(random.whole(0, LISTED_NAMES - 1))
      : ordinaryName(popularRank(random, NAMES))
    yield `${JSON.stringify(query(random, random.pick(network), name, time))}\n`
  }
}

function query(random: Random, asker: Interface, name: string, time: number): object {
  const searched = random.chance(0.1)
  const type = random.chance(0.3) ? 'AAAA' : 'A'
  return {
    version: '1.100000',
    account_id: FLOW_ACCOUNT,
    region: 'eu-central-1',
    vpc_id: asker.vpcId,
    query_timestamp: `${new Date(time).toISOString().slice(0, 19)}Z`,
    query_name: searched ? `${name}.${SEARCH_DOMAIN}` : `${name}.`,
    query_type: type,
    query_class: 'IN',
    rcode: searched ? 'NXDOMAIN' : 'NOERROR',
    answers: searched ? [] : answers(random, name, type),
    srcaddr: asker.address,
    srcport: String(random.ephemeralPort()),
    transport: 'UDP',
    srcids: { instance: asker.instanceId },
  }
}

function answers(random: Random, name: string, type: string): object[] {
  if (type === 'AAAA') return []
  const alias = `d${name.length}x${name.replaceAll('.', '').slice(0, 12)}.edge-network.net.`
  const chain = random.chance(0.3) ? [{ Rdata: alias, Type: 'CNAME', Class: 'IN' }] : []
  const first = random.whole(0, 60_000)
  const hosts = Array.from({ length: random.whole(1, 3) }, (_, host) => ({
    Rdata: ordinaryAddress(first + host),
    Type: 'A',
    Class: 'IN',
  }))
  return [...chain, ...hosts]
}
