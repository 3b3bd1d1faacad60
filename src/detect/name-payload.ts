import { hostWords } from '../model/host-words.ts'
import { CharacterModel } from '../stats/character-model.ts'
import { hashText } from '../std/hash.ts'
import type { NameSummary } from './observation.ts'
import { domainParts } from './registrable-domain.ts'

/** What a query could carry out below a registered name. */
export interface NamePayload {
  domain: string
  hash: number
  /** Bytes that count as data. */
  weight: number
  bitsPerCharacter: number
}

/** Types that programs ask for to reach a host; the other ones are what tunnels prefer. */
const ADDRESS_TYPES = new Set(['A', 'AAAA', 'HTTPS', 'SVCB', 'PTR', 'SRV', 'NS', 'SOA'])
/** From this length of a label on, it is no host's name. */
const DATA_LABEL_BYTES_MIN = 24
/** Text of so few bits a character is words and carries nothing; from the other figure on, all of it counts. */
const WORDS_BITS = 3
const DATA_BITS = 4.4
/** Records of a known purpose are below labels that begin so: keys of mail, policies, proofs of ownership. */
const KNOWN_TEXT = /(^|\.)_/
const model = new CharacterModel(hostWords)
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
 * that counters and addresses are one name, but for long labels in one piece; escaped bytes count once. Short names of
 * hosts count a sixth, and text counts less the more it is made of words.
 */
export function namePayload({ name, type }: NameSummary): NamePayload | undefined {
  const { domain, subdomain } = domainParts(name)
  if (ASKING_ZONES.has(domain) || isAsking(domain)) return undefined
  const labels = subdomain
    .replace(/\\\d{3}/g, '?')
    .split('.')
    .map((label) => (isOnePiece(label) ? label : label.replace(/\d+/g, '0')))
  const text = labels.join('.')
  const longest = Math.max(...labels.map((label) => label.length))
  const isHost = ADDRESS_TYPES.has(type) && longest < DATA_LABEL_BYTES_MIN
  const bitsPerCharacter = model.bitsPerCharacter(text)
  const weight = Math.round(isHost ? longest * HOST_LABEL_SHARE : text.length * dataShare(bitsPerCharacter))
  return weight === 0 ? undefined : { domain, hash: hashText(text), weight, bitsPerCharacter }
}

/** The payload of the text that a name was answered with, if it may be one. */
export function answerPayload({ name, answers }: NameSummary): NamePayload | undefined {
  const { domain } = domainParts(name)
  if (ASKING_ZONES.has(domain) || isAsking(domain) || KNOWN_TEXT.test(name)) return undefined
  const text = answers.flatMap(({ type, data }) => (type === 'TXT' ? [data.replace(/^"|"$/g, '')] : [])).join(' ')
  const bitsPerCharacter = model.bitsPerCharacter(text)
  const weight = Math.round(text.length * dataShare(bitsPerCharacter))
  return weight === 0 ? undefined : { domain, hash: hashText(`${name} ${text}`), weight, bitsPerCharacter }
}

/** A long label without joints is no host's name, whatever digits are in it. */
function isOnePiece(label: string): boolean {
  return label.length >= DATA_LABEL_BYTES_MIN && !/[-_]/.test(label)
}

function dataShare(bitsPerCharacter: number): number {
  return Math.min(1, Math.max(0, (bitsPerCharacter - WORDS_BITS) / (DATA_BITS - WORDS_BITS)))
}

/** A customer's name below the suffix of such a zone. */
function isAsking(domain: string): boolean {
  const dot = domain.indexOf('.')
  return dot > 0 && ASKING_ZONES.has(domain.slice(dot + 1))
}
