import { Random } from '../../simulate/random.ts'
import { sampleFinding } from '../../src/aggregate/samples/sample-finding.ts'
import { findingTypeNames } from '../../src/model/catalogue/index.ts'
import type { Finding } from '../../src/model/finding.ts'
import { findingId, findingIdRandomBytes } from '../../src/model/finding-id.ts'
import { wireTime } from '../../src/model/wire-time.ts'
import type { StoredFinding } from '../../src/store/records.ts'
import { ordinaryAddress, popularRank } from '../generate/addresses.ts'

export const DETECTOR_ID = '5ab1e5'.padEnd(32, '0')
export const ACCOUNT_ID = '111122223333'
export const REGION = 'eu-central-1'
/** The last update of any finding; the first is so much earlier. */
export const END_MS = Date.UTC(2026, 2, 2, 8)
export const SPAN_MS = 90 * 86_400_000

export const INSTANCES = 20_000
export const USERS = 5_000
export const BUCKETS = 1_000
const ADDRESSES = 200_000
const COUNTRIES = 60
const TEAMS = 12
const ARCHIVED_PART = 0.2

export const instanceName = (rank: number): string => `i-${rank.toString(16).padStart(17, '0')}`
export const userName = (rank: number): string => `user-${rank}`

/**
 * One of a million findings: a sample document of one of the detected types, its names, addresses, places, tags and times
 * replaced. Names are of Zipf's popularity: the first is in every tenth finding, the last in a few of a million.
 */
export function madeFinding(number: number): StoredFinding {
  const random = new Random('findings').fork(number)
  const [type = findingTypeNames[0]] = [findingTypeNames[random.whole(0, findingTypeNames.length - 1)]]
  if (type === undefined) throw new Error('there are no finding types')
  const updatedMs = END_MS - Math.floor(random.unit() * SPAN_MS)
  const createdMs = updatedMs - Math.floor(random.unit() * 86_400_000)
  const id = findingId({
    createdAtMs: createdMs,
    random: Uint8Array.from({ length: findingIdRandomBytes }, () => random.whole(0, 255)),
  })
  const document = sampleFinding(type, {
    accountId: ACCOUNT_ID,
    region: REGION,
    detectorId: DETECTOR_ID,
    now: createdMs,
    id,
  })
  const changed = replaced(document, random)
  changed.updatedAt = wireTime(updatedMs)
  changed.service.eventLastSeen = wireTime(Math.floor(updatedMs / 1000) * 1000)
  changed.service.archived = random.chance(ARCHIVED_PART)
  changed.service.count = 1 + random.count(3)
  return { document: changed, identity: `${type} ${number}`, state: null, suppressed: false }
}

function replaced(document: Finding, random: Random): Finding {
  const names: [string, string][] = [
    ['i-99999999', instanceName(popularRank(random, INSTANCES))],
    ['GeneratedFindingUserName', userName(popularRank(random, USERS))],
    ['GeneratedFindingPrincipalId', `AIDA${random.base32(16)}`],
    ['GeneratedFindingAccessKeyId', `AKIA${random.base32(16)}`],
    ['GeneratedFindingVPCId', `vpc-${popularRank(random, 40)}`],
    ['GeneratedFindingSubnetId', `subnet-${popularRank(random, 200)}`],
    ['GeneratedFindingInstaceValue1', `team-${popularRank(random, TEAMS)}`],
    ['GeneratedFindingCountryName', `Country ${popularRank(random, COUNTRIES)}`],
    ['GeneratedFindingAPIName', `Api${popularRank(random, 300)}`],
    ['GeneratedFindingDomainName', `host${popularRank(random, 50_000)}.example`],
    ['bucketName', `bucket-${popularRank(random, BUCKETS)}`],
    ['198.51.100.0', ordinaryAddress(popularRank(random, ADDRESSES))],
  ]
  const text = names.reduce((all, [from, to]) => all.replaceAll(from, to), JSON.stringify(document))
  return JSON.parse(text)
}
