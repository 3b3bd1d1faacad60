import type { Random } from '../../simulate/random.ts'

/**
 * Public addresses of two disjoint halves: ordinary remotes end in an even number, listed ones in an odd number. So the
 * hits in the logs are exactly those that were put there.
 */
export function ordinaryAddress(rank: number): string {
  return publicAddress(scrambled(rank, 0x2545f491) & ~1)
}

export function listedAddress(index: number): string {
  return publicAddress(scrambled(index, 0x51ed270b) | 1)
}

/** A network of 256 addresses in a part of the address space where no ordinary remote lives. */
export function listedNetwork(index: number): string {
  return `${LISTED_NETWORKS_OCTET}.${(index >> 8) & 255}.${index & 255}.0/24`
}

/** Below `count`, with the popularity of the things people visit: the chance of rank n falls as 1/n (Zipf's law). */
export function popularRank(random: Random, count: number): number {
  return Math.min(count - 1, Math.floor((count + 1) ** random.unit()) - 1)
}

export function dotted(address: number): string {
  return `${address >>> 24}.${(address >>> 16) & 255}.${(address >>> 8) & 255}.${address & 255}`
}

const LISTED_NETWORKS_OCTET = 91

/** First octets without private, shared, loopback, link-local, test or multicast ranges. */
const PUBLIC_OCTETS = Array.from({ length: 200 }, (_, i) => i + 11).filter(
  (octet) => ![100, 127, 169, 172, 192, 198, 203, LISTED_NETWORKS_OCTET].includes(octet),
)

function publicAddress(bits: number): string {
  const octet = PUBLIC_OCTETS[(bits >>> 24) % PUBLIC_OCTETS.length] ?? 11
  return dotted(((octet << 24) | (bits & 0xffffff)) >>> 0)
}

/** A fixed scattering of small numbers over 32 bits. */
function scrambled(value: number, salt: number): number {
  let state = Math.imul(value + 1, 0x9e3779b1) ^ salt
  state = Math.imul(state ^ (state >>> 16), 0x85ebca6b)
  state = Math.imul(state ^ (state >>> 13), 0xc2b2ae35)
  return state ^ (state >>> 16)
}
