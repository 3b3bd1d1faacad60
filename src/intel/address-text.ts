import { formatIpv4, parseIpv4 } from '../std/ipv4.ts'
import type { Indicator } from './indicator.ts'

type AddressEntry = Exclude<Indicator, { kind: 'name' }>

const MAPPED_4 = 0xffffn << 32n

/**
 * An address as an integer: of 32 bits for IPv4, also when it is written IPv4-mapped (`::ffff:1.2.3.4`), a bigint of 128
 * bits for IPv6; undefined for anything else.
 */
export function parseAddress(text: string): number | bigint | undefined {
  const address4 = parseIpv4(text)
  if (address4 !== undefined) return address4
  const address6 = parseIpv6(text)
  return address6 !== undefined && address6 >> 32n === 0xffffn ? Number(address6 - MAPPED_4) : address6
}

/**
 * Reads an address, a CIDR block, a range `a-b`, or one of them with a port (`1.2.3.4:80`, `[::1]:80`). Undefined for
 * anything else. IPv4-mapped ones are IPv4.
 */
export function parseAddressEntry(text: string): AddressEntry | undefined {
  const withPort = /^(?:\[([^\]]+)\]|([^:]+)):(\d{1,5})$/.exec(text)
  if (withPort === null) return parseRange(text)
  const port = Number(withPort[3])
  const range = parseRange(withPort[1] ?? withPort[2] ?? '')
  return range === undefined || port === 0 || port > 65_535 ? undefined : { ...range, port }
}

function parseRange(text: string): AddressEntry | undefined {
  const slash = text.indexOf('/')
  if (slash > 0) return parseBlock(text.slice(0, slash), text.slice(slash + 1))
  const dash = text.indexOf('-')
  const first = parseAddress(dash > 0 ? text.slice(0, dash).trim() : text)
  return first === undefined ? undefined : rangeOf(first, dash > 0 ? parseAddress(text.slice(dash + 1).trim()) : first)
}

function parseBlock(address: string, prefix: string): AddressEntry | undefined {
  if (!/^\d{1,3}$/.test(prefix)) return undefined
  const value = parseAddress(address)
  if (value === undefined) return undefined
  if (typeof value === 'number') {
    const bits = Number(prefix) - (address.includes(':') ? 96 : 0)
    if (bits < 0 || bits > 32) return undefined
    const size = 2 ** (32 - bits)
    const first = Math.floor(value / size) * size
    return rangeOf(first, first + size - 1)
  }
  if (Number(prefix) > 128) return undefined
  const size = 1n << BigInt(128 - Number(prefix))
  const first = (value / size) * size
  return rangeOf(first, first + size - 1n)
}

function rangeOf(first: number | bigint, last: number | bigint | undefined): AddressEntry | undefined {
  if (typeof first === 'number') {
    return typeof last === 'number' && first <= last ? { kind: 'range4', first, last } : undefined
  }
  return typeof last === 'bigint' && first <= last ? { kind: 'range6', first, last } : undefined
}

/** An IPv6 address as an integer of 128 bits, with an embedded IPv4 tail too; undefined for anything else. */
export function parseIpv6(text: string): bigint | undefined {
  if (!/^[0-9a-fA-F:.]{2,45}$/.test(text) || !text.includes(':')) return undefined
  const halves = text.split('::')
  if (halves.length > 2) return undefined
  const hasTail = halves.length === 2
  const head = groupsOf(halves[0], !hasTail)
  const tail = hasTail ? groupsOf(halves[1], true) : []
  if (head === undefined || tail === undefined) return undefined
  const missing = 8 - head.length - tail.length
  if (hasTail ? missing < 1 : missing !== 0) return undefined
  return [...head, ...new Array<number>(missing).fill(0), ...tail].reduce(
    (sum, group) => (sum << 16n) | BigInt(group),
    0n,
  )
}

/** The groups of one side of `::`; an IPv4 address may end the whole text only. */
function groupsOf(text: string, endsText: boolean): number[] | undefined {
  if (text === '') return []
  const groups: number[] = []
  const parts = text.split(':')
  for (const [i, part] of parts.entries()) {
    if (endsText && i === parts.length - 1 && part.includes('.')) {
      const address = parseIpv4(part)
      if (address === undefined) return undefined
      groups.push(address >>> 16, address & 0xffff)
    } else if (/^[0-9a-fA-F]{1,4}$/.test(part)) groups.push(Number.parseInt(part, 16))
    else return undefined
  }
  return groups
}

/** A range as people write it: an address, a block when it is one, else `first-last`. */
export function formatRange4(first: number, last: number): string {
  if (first === last) return formatIpv4(first)
  const size = last - first + 1
  const bits = Math.log2(size)
  if (Number.isInteger(bits) && first % size === 0) return `${formatIpv4(first)}/${32 - bits}`
  return `${formatIpv4(first)}-${formatIpv4(last)}`
}

export function formatRange6(first: bigint, last: bigint): string {
  const text = formatIpv6(first)
  if (first === last) return text
  const size = last - first + 1n
  const bits = size.toString(2).length - 1
  return size === 1n << BigInt(bits) && first % size === 0n ? `${text}/${128 - bits}` : `${text}-${formatIpv6(last)}`
}

/** As RFC 5952 has it: the WHATWG URL standard writes hosts the same way. */
function formatIpv6(address: bigint): string {
  const groups = Array.from({ length: 8 }, (_, i) => ((address >> BigInt(16 * (7 - i))) & 0xffffn).toString(16))
  return new URL(`http://[${groups.join(':')}]`).hostname.slice(1, -1)
}
