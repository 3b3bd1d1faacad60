/** What an entry of a list is. */
export type IndicatorKind = 'address' | 'name'

/** The kinds of indicator, in the order of their bits, and what their lists hold; the catalogue's types look these up. */
const MEANINGS = [
  ['C2_IP', 'addresses of command-and-control servers, perhaps with a port'],
  ['C2_DOMAIN', 'names of command-and-control servers'],
  ['CRYPTO_IP', 'addresses of mining pools and nodes of cryptocurrencies, perhaps with a port'],
  ['CRYPTO_DOMAIN', 'names of mining pools, wallets and coin tools'],
  ['TOR_EXIT_IP', 'addresses where Tor traffic comes out'],
  ['TOR_GUARD_AUTHORITY', 'Tor guards and directory authorities, with their ports'],
  ['TOR_RELAY', 'all Tor relays, with their ports'],
  ['SCANNER_IP', 'addresses that scan the whole internet'],
  ['BLACKHOLE_IP', 'sinkholes and other addresses that swallow traffic'],
  ['BLACKHOLE_DOMAIN', 'names that were redirected to a sinkhole'],
  ['DROP_POINT_IP', 'addresses where malware leaves what it stole, perhaps with a port'],
  ['DROP_POINT_DOMAIN', 'names where malware leaves what it stole'],
  ['DRIVEBY_DOMAIN', 'names whose pages attack visiting browsers'],
  ['PHISHING_DOMAIN', 'names of phishing pages'],
  ['DGA_DOMAIN', 'names that malware is known to generate'],
  ['REP_ABUSED', 'names of services that are often abused, such as dynamic DNS'],
  ['REP_CRYPTO', 'names of ill repute that have to do with cryptocurrencies'],
  ['REP_MALICIOUS', 'names tied to known attacks'],
  ['REP_SUSPICIOUS', 'names that look bad and that few know'],
  ['MALICIOUS_CALLER_IP', 'addresses known to misuse APIs'],
  ['CUSTOM_THREAT_IP', "the user's own threat lists"],
  ['TRUSTED_IP', "the user's own trusted addresses, private ones too"],
  ['AWS_IP_RANGES', 'address ranges of AWS and of the own accounts'],
] as const
export type Category = (typeof MEANINGS)[number][0]

export const CATEGORIES: readonly Category[] = MEANINGS.map(([category]) => category)

/** What a list of the category holds, in a few words. */
export function meaningOf(category: Category): string {
  return MEANINGS[CATEGORIES.indexOf(category)][1]
}

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
