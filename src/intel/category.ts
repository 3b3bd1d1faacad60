/** What an entry of a list is. */
export type IndicatorKind = 'address' | 'name'

/** The kinds of indicator, in the order of their bits, and what their lists hold; the catalogue's types look these up. */
export const CATEGORIES = [
  /** Addresses of command-and-control servers, perhaps with a port. */
  'C2_IP',
  /** Names of command-and-control servers. */
  'C2_DOMAIN',
  /** Addresses of mining pools and nodes of cryptocurrencies, perhaps with a port. */
  'CRYPTO_IP',
  /** Names of mining pools, wallets and coin tools. */
  'CRYPTO_DOMAIN',
  /** Addresses where Tor traffic comes out. */
  'TOR_EXIT_IP',
  /** Tor guards and directory authorities, with their ports. */
  'TOR_GUARD_AUTHORITY',
  /** All Tor relays, with their ports. */
  'TOR_RELAY',
  /** Addresses that scan the whole internet. */
  'SCANNER_IP',
  /** Sinkholes and other addresses that swallow traffic. */
  'BLACKHOLE_IP',
  /** Names that were redirected to a sinkhole. */
  'BLACKHOLE_DOMAIN',
  /** Addresses where malware leaves what it stole, perhaps with a port. */
  'DROP_POINT_IP',
  /** Names where malware leaves what it stole. */
  'DROP_POINT_DOMAIN',
  /** Names whose pages attack visiting browsers. */
  'DRIVEBY_DOMAIN',
  /** Names of phishing pages. */
  'PHISHING_DOMAIN',
  /** Names that malware is known to generate. */
  'DGA_DOMAIN',
  /** Names of services that are often abused, such as dynamic DNS. */
  'REP_ABUSED',
  /** Names of ill repute that have to do with cryptocurrencies. */
  'REP_CRYPTO',
  /** Names tied to known attacks. */
  'REP_MALICIOUS',
  /** Names that look bad and that few know. */
  'REP_SUSPICIOUS',
  /** Addresses known to misuse APIs. */
  'MALICIOUS_CALLER_IP',
  /** The user's own threat lists. */
  'CUSTOM_THREAT_IP',
  /** The user's own trusted addresses, private ones too. */
  'TRUSTED_IP',
  /** Address ranges of AWS and of the own accounts. */
  'AWS_IP_RANGES',
] as const
export type Category = (typeof CATEGORIES)[number]

/** A category's bit in a mask of categories; masks are 32-bit integers. */
export function categoryBit(category: Category): number {
  return 1 << CATEGORIES.indexOf(category)
}

export function isCategory(text: string): text is Category {
  return CATEGORIES.some((category) => category === text)
}

export function kindOf(category: Category): IndicatorKind {
  return category.endsWith('_DOMAIN') || category.startsWith('REP_') ? 'name' : 'address'
}

/** Private and reserved addresses mean something only on lists about the account's own world. */
export function keepsUnroutable(category: Category): boolean {
  return category === 'TRUSTED_IP' || category === 'AWS_IP_RANGES'
}
