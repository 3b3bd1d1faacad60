import { parseIpv4 } from '../std/ipv4.ts'
import { parseAddressEntry, parseIpv6 } from './address-text.ts'

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
  '::ffff:0:0/96',
  '64:ff9b:1::/48',
  '100::/64',
  '2001::/23',
  '2001:db8::/32',
  'fc00::/7',
  'fe80::/10',
  'ff00::/8',
]

export const unroutable4 = UNROUTABLE_4.flatMap((block) => {
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

/** Whether the text is an address that is reached over the internet. */
export function isRoutable(text: string): boolean {
  const address4 = parseIpv4(text)
  if (address4 !== undefined) return isRoutable4(address4)
  const address6 = parseIpv6(text)
  return address6 !== undefined && !unroutable6.some(({ first, last }) => address6 >= first && address6 <= last)
}
