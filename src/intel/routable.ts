import { parseAddress, parseAddressEntry } from './address-text.ts'

/**
 * Blocks that no public address is in: this network, private, carrier-grade NAT, loopback, link-local, protocol
 * assignments, documentation, benchmarking, multicast, reserved (IANA special-purpose registries).
 */
const UNROUTABLE_4 = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
]
const UNROUTABLE_6 = [
  '::/127',
  '64:ff9b:1::/48',
  '100::/64',
  '2001::/23',
  '2001:db8::/32',
  'fc00::/7',
  'fe80::/10',
  'ff00::/8',
]

const unroutable4 = UNROUTABLE_4.flatMap((block) => {
  const range = parseAddressEntry(block)
  return range?.kind === 'range4' ? [range] : []
})

const unroutable6 = UNROUTABLE_6.flatMap((block) => {
  const range = parseAddressEntry(block)
  return range?.kind === 'range6' ? [range] : []
})

export function isRoutable4(address: number): boolean {
  for (const { first, last } of unroutable4) if (address >= first && address <= last) return false
  return true
}

export function isRoutable6(address: bigint): boolean {
  return !unroutable6.some(({ first, last }) => address >= first && address <= last)
}

/** Whether no address of the range is reached over the internet, as far as one block tells. */
export function isUnroutableRange(range: { first: number; last: number } | { first: bigint; last: bigint }): boolean {
  return typeof range.first === 'number'
    ? unroutable4.some(({ first, last }) => range.first >= first && range.last <= last)
    : unroutable6.some(({ first, last }) => range.first >= first && range.last <= last)
}

/** Whether the text is an address that is reached over the internet. */
export function isRoutable(text: string): boolean {
  const address = parseAddress(text)
  if (address === undefined) return false
  return typeof address === 'number' ? isRoutable4(address) : isRoutable6(address)
}
