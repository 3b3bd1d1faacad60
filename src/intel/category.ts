/** What an entry of a list is. */
export type IndicatorKind = 'address' | 'name'

/** The kinds of indicator, in the order of their bits; the catalogue's types look these up. */
export const CATEGORIES = [
  'C2_IP',
  'C2_DOMAIN',
  'CRYPTO_IP',
  'CRYPTO_DOMAIN',
  'TOR_EXIT_IP',
  'TOR_GUARD_AUTHORITY',
  'TOR_RELAY',
  'SCANNER_IP',
  'BLACKHOLE_IP',
  'BLACKHOLE_DOMAIN',
  'DROP_POINT_IP',
  'DROP_POINT_DOMAIN',
  'DRIVEBY_DOMAIN',
  'PHISHING_DOMAIN',
  'DGA_DOMAIN',
  'REP_ABUSED',
  'REP_CRYPTO',
  'REP_MALICIOUS',
  'REP_SUSPICIOUS',
  'MALICIOUS_CALLER_IP',
  'CUSTOM_THREAT_IP',
  'TRUSTED_IP',
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
