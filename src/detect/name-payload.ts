import { hashText } from '../std/hash.ts'
import type { NameSummary } from './observation.ts'
import { domainParts } from './registrable-domain.ts'

/** What a query could carry out below a registered name. */
export interface NamePayload {
  domain: string
  hash: number
  /** Bytes that count as data. */
  weight: number
}

/** Types that programs ask for to reach a host; the other ones are what tunnels prefer. */
const ADDRESS_TYPES = new Set(['A', 'AAAA', 'HTTPS', 'SVCB', 'PTR', 'SRV', 'NS', 'SOA'])
/** From this length of a label on, it is no host's name. */
const DATA_LABEL_BYTES_MIN = 24
/** Of its longest label, the part of such a name that counts as data: hosts differ in theirs, tunnels by all of them. */
const HOST_LABEL_SHARE = 1 / 6

/**
 * Zones whose names are questions by design: reputation and block lists, telemetry and content delivery. Their operators
 * are no party to a tunnel.
 */
const ASKING_ZONES = new Set([
  'spamhaus.org',
  'spamhaus.net',
  'dq.spamhaus.net',
  'barracudacentral.org',
  'spamcop.net',
  'surbl.org',
  'uribl.com',
  'sorbs.net',
  'senderbase.org',
  'mailspike.net',
  'dnswl.org',
  'abuseat.org',
  'cymru.com',
  'mcafee.com',
  'sophosxl.net',
  'sophosxl.com',
  'e5.sk',
  'trendmicro.com',
  'kaspersky-labs.com',
  'googlevideo.com',
  'akadns.net',
  'akamaiedge.net',
  'akamaihd.net',
  'edgekey.net',
  'cloudfront.net',
  'amazonaws.com',
  'awsdns.com',
])

/**
 * The payload of a name, if it may have one: what is below its registered name, with runs of digits taken together, so
 * that counters and addresses are one name; escaped bytes count once. Short names of hosts count a quarter.
 */
export function namePayload({ name, type }: NameSummary): NamePayload | undefined {
  const { domain, subdomain } = domainParts(name)
  if (ASKING_ZONES.has(domain) || isAsking(domain)) return undefined
  const text = subdomain.replace(/\\\d{3}/g, '?').replace(/\d+/g, '0')
  const longest = Math.max(...text.split('.').map((label) => label.length))
  const isHost = ADDRESS_TYPES.has(type) && longest < DATA_LABEL_BYTES_MIN
  const weight = isHost ? Math.round(longest * HOST_LABEL_SHARE) : text.length
  return weight === 0 ? undefined : { domain, hash: hashText(text), weight }
}

/** A customer's name below the suffix of such a zone. */
function isAsking(domain: string): boolean {
  const dot = domain.indexOf('.')
  return dot > 0 && ASKING_ZONES.has(domain.slice(dot + 1))
}
