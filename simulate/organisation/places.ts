import type { Random } from '../random.ts'

/**
 * Where people live and work, with address blocks of consumer providers there; a city is told by its block in common
 * location databases. Nobody in particular is meant by any address: the last octet is drawn.
 */
export interface Place {
  city: string
  /** Hours ahead of UTC in winter, which is when the simulated days are by default. */
  utcOffset: number
  blocks: readonly string[]
}

export const PLACES: Record<'Berlin' | 'Amsterdam' | 'Seattle' | 'Lisbon' | 'Singapore', Place> = {
  Berlin: {
    city: 'Berlin',
    utcOffset: 1,
    blocks: ['78.54.28', '78.54.37', '78.54.42', '78.54.44', '78.54.48', '78.54.56'],
  },
  Amsterdam: { city: 'Amsterdam', utcOffset: 1, blocks: ['82.72.12', '82.72.25', '82.72.27', '82.72.30', '82.72.32'] },
  Seattle: { city: 'Seattle', utcOffset: -8, blocks: ['67.170.8', '67.170.9', '67.170.10', '67.170.11', '67.170.12'] },
  Lisbon: { city: 'Lisbon', utcOffset: 0, blocks: ['85.240.0', '85.240.1', '85.240.2'] },
  Singapore: { city: 'Singapore', utcOffset: 8, blocks: ['219.74.40', '219.74.77', '116.86.77'] },
}

export function addressIn(place: Place, random: Random): string {
  return `${random.pick(place.blocks)}.${random.whole(2, 254)}`
}

/** First octets of consumer networks the world over: where visitors, and idle knocking, come from. */
const CONSUMER_OCTETS = [
  24, 68, 71, 73, 77, 78, 79, 80, 81, 82, 84, 85, 86, 87, 88, 90, 92, 93, 95, 101, 109, 113, 114, 117, 121, 122, 123,
  125, 177, 179, 186, 187, 189, 200, 201,
]

/** Somebody on the internet. Never an address that a simulated list holds: those are of other blocks. */
export function strangerAddress(random: Random): string {
  return `${random.pick(CONSUMER_OCTETS)}.${random.whole(0, 255)}.${random.whole(0, 255)}.${random.whole(1, 254)}`
}

/**
 * First octets of blocks that are routable but serve nothing to the public. Addresses of invented lists come from
 * these, so that no real host is called malicious.
 */
const UNUSED_OCTETS = [11, 21, 22, 26, 28, 29, 30, 55]

export function listedAddress(random: Random): string {
  return `${random.pick(UNUSED_OCTETS)}.${random.whole(0, 255)}.${random.whole(0, 255)}.${random.whole(1, 254)}`
}
