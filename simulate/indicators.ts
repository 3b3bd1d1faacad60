import { inventedWord } from './organisation/names.ts'
import { listedAddress } from './organisation/places.ts'
import type { Random } from './random.ts'

/** One file of invented indicators, and the scan option that reads it. */
export interface IndicatorList {
  file: string
  option: string
  /** What the entries are, for the file's first line. */
  about: string
  entries: string[]
}

const ENTRIES_PER_LIST = 300
const FAMILIES = ['Emberfox', 'Saltworm', 'Gravelkit', 'Mothlight', 'Tidepool']

/** Each list's file, the option that reads it, what it holds, and how an entry is drawn. */
const LISTS = {
  customThreats: ['custom-threats.txt', '--threat-list', 'addresses that the organisation distrusts', listedAddress],
  torExits: ['tor-exits.txt', '--intel TOR_EXIT_IP', 'Tor exit nodes', listedAddress],
  torGuards: ['tor-guards.txt', '--intel TOR_GUARD_AUTHORITY', 'Tor guards and authorities', withPort(9_001)],
  torRelays: ['tor-relays.txt', '--intel TOR_RELAY', 'Tor relays', withPort(443)],
  commandServers: [
    'c2.txt',
    '--intel C2_IP',
    'command and control servers: address, optional port, family',
    commandServer,
  ],
  commandNames: [
    'c2-domains.txt',
    '--intel C2_DOMAIN',
    'command and control names',
    nameEnding('cdn', 'sync', 'update'),
  ],
  miningServers: ['crypto.txt', '--intel CRYPTO_IP', 'mining pools', withPort(3_333)],
  miningNames: [
    'crypto-domains.txt',
    '--intel CRYPTO_DOMAIN',
    'mining pools',
    nameEnding('pool', 'coin', 'hash', 'mine'),
  ],
  sinkholes: ['sinkholes.txt', '--intel BLACKHOLE_IP', 'sinkholes', listedAddress],
  dropPoints: ['drop-points.txt', '--intel DROP_POINT_IP', 'where stolen data is left', listedAddress],
  dropNames: ['drop-domains.txt', '--intel DROP_POINT_DOMAIN', 'where stolen data is left', nameEnding('box', 'gate')],
  driveByNames: [
    'drive-by-domains.txt',
    '--intel DRIVEBY_DOMAIN',
    'pages that attack browsers',
    nameEnding('player', 'codec'),
  ],
  phishingNames: [
    'phishing-domains.txt',
    '--intel PHISHING_DOMAIN',
    'pages that ask for passwords',
    nameEnding('login', 'bank'),
  ],
  generatedNames: ['dga-domains.txt', '--intel DGA_DOMAIN', 'names that malware generates', generatedName],
  abusedNames: ['abused-domains.txt', '--intel REP_ABUSED', 'services that are abused', nameEnding('dyn', 'free')],
  coinNames: ['coin-domains.txt', '--intel REP_CRYPTO', 'coin names of low reputation', nameEnding('btc', 'token')],
  malignNames: ['malign-domains.txt', '--intel REP_MALICIOUS', 'names with ties to threats', nameEnding('load', 'exe')],
  doubtfulNames: [
    'doubtful-domains.txt',
    '--intel REP_SUSPICIOUS',
    'new names of low reputation',
    nameEnding('offer', 'win'),
  ],
  scanners: ['scanners.txt', '--intel SCANNER_IP', 'hosts that scan the internet', listedAddress],
  maliciousCallers: [
    'malicious-callers.txt',
    '--intel MALICIOUS_CALLER_IP',
    'hosts known to abuse APIs',
    listedAddress,
  ],
} as const satisfies Record<
  string,
  readonly [file: string, option: string, about: string, draw: (random: Random) => string]
>

/** AWS's own ranges, as far as the organisation and its attackers use them. */
const AWS_RANGES = ['3.120.0.0/15', '18.184.0.0/15', '52.58.0.0/15', '52.94.0.0/15']

export type ListName = keyof typeof LISTS | 'awsRanges'
export type Indicators = Record<ListName, IndicatorList>

/** No two lists share an entry, so that what is found says which list found it. */
export function buildIndicators(random: Random): Indicators {
  const taken = new Set<string>()
  const lists = Object.entries(LISTS).map(([name, [file, option, about, draw]]): [string, IndicatorList] => {
    const entries = unique(ENTRIES_PER_LIST, random.fork(name), draw, taken)
    return [name, { file: `lists/${file}`, option, about, entries }]
  })
  const awsRanges = {
    file: 'lists/aws-ranges.txt',
    option: '--intel AWS_IP_RANGES',
    about: 'ranges of AWS',
    entries: AWS_RANGES,
  }
  return { ...Object.fromEntries(lists), awsRanges } as Indicators
}

/** The host of an entry. */
export function hostOf(entry: string): string {
  return entry.split(/[,:]/)[0] ?? entry
}

/** An address of the list that is listed whole, for every port. */
export function listedHost(of: IndicatorList, random: Random): string {
  const hosts = of.entries.map((entry) => entry.split(',')[0] ?? '').filter((host) => !host.includes(':'))
  return random.pick(hosts)
}

function withPort(port: number): (random: Random) => string {
  return (random) => `${listedAddress(random)}:${port}`
}

function commandServer(random: Random): string {
  const port = random.chance(0.25) ? `:${random.pick([443, 4_443, 8_443])}` : ''
  return `${listedAddress(random)}${port},${random.pick(FAMILIES)}`
}

function nameEnding(...endings: readonly string[]): (random: Random) => string {
  return (random) => `${inventedWord(random)}-${random.pick(endings)}.example`
}

function generatedName(random: Random): string {
  return `${random.base32(14).toLowerCase()}.example`
}

/** Entries whose hosts no list has yet. */
function unique(count: number, random: Random, draw: (random: Random) => string, taken: Set<string>): string[] {
  const drawn: string[] = []
  while (drawn.length < count) {
    const entry = draw(random)
    if (taken.has(hostOf(entry))) continue
    taken.add(hostOf(entry))
    drawn.push(entry)
  }
  return drawn
}
