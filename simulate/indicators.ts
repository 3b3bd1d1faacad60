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

export type ListName =
  | 'customThreats'
  | 'torExits'
  | 'commandServers'
  | 'commandNames'
  | 'miningNames'
  | 'scanners'
  | 'maliciousCallers'
export type Indicators = Record<ListName, IndicatorList>

const ENTRIES_PER_LIST = 300
const FAMILIES = ['Emberfox', 'Saltworm', 'Gravelkit', 'Mothlight', 'Tidepool']

export function buildIndicators(random: Random): Indicators {
  const addresses = (label: string) => unique(ENTRIES_PER_LIST, random.fork(label), listedAddress)
  const names = (label: string, endings: readonly string[]) =>
    unique(ENTRIES_PER_LIST, random.fork(label), (draw) => `${inventedWord(draw)}-${draw.pick(endings)}.example`)
  const families = random.fork('families')
  return {
    customThreats: list(
      'custom-threats.txt',
      '--threat-list',
      'addresses that the organisation distrusts',
      addresses('custom'),
    ),
    torExits: list('tor-exits.txt', '--intel TOR_EXIT_IP', 'Tor exit nodes', addresses('tor')),
    commandServers: list(
      'c2.txt',
      '--intel C2_IP',
      'command and control servers: address, optional port, family',
      addresses('c2').map(
        (address, at) =>
          `${address}${at % 4 === 3 ? `:${families.pick([443, 4_443, 8_443])}` : ''},${families.pick(FAMILIES)}`,
      ),
    ),
    commandNames: list(
      'c2-domains.txt',
      '--intel C2_DOMAIN',
      'command and control names',
      names('c2-names', ['cdn', 'sync', 'telemetry', 'update']),
    ),
    miningNames: list(
      'crypto-domains.txt',
      '--intel CRYPTO_DOMAIN',
      'mining pools',
      names('mining', ['pool', 'coin', 'hash', 'mine']),
    ),
    scanners: list('scanners.txt', '--intel SCANNER_IP', 'hosts that scan the internet', addresses('scanners')),
    maliciousCallers: list(
      'malicious-callers.txt',
      '--intel MALICIOUS_CALLER_IP',
      'hosts known to abuse APIs',
      addresses('callers'),
    ),
  }
}

/** An address of the list that is listed whole, for every port. */
export function listedHost(of: IndicatorList, random: Random): string {
  const hosts = of.entries.map((entry) => entry.split(',')[0] ?? '').filter((host) => !host.includes(':'))
  return random.pick(hosts)
}

function list(file: string, option: string, about: string, entries: string[]): IndicatorList {
  return { file: `lists/${file}`, option, about, entries }
}

function unique(count: number, random: Random, draw: (random: Random) => string): string[] {
  const drawn = new Set<string>()
  while (drawn.size < count) drawn.add(draw(random))
  return [...drawn]
}
