import { formatIpv4, parseIpv4 } from '../std/ipv4.ts'
import type { Indicator } from './indicator.ts'

/**
 * Reads an address, a CIDR block, a range `a-b`, or an address with a port (`1.2.3.4:80`, `[::1]:80`). Undefined for
 * anything else.
 */
export function parseAddressEntry(text: string): Exclude<Indicator, { kind: 'name' }> | undefined {
  const slash = text.indexOf('/')
  if (slash > 0) return parseBlock(text.slice(0, slash), text.slice(slash + 1))
  const dash = text.indexOf('-')
  if (dash > 0) return parseRange(text.slice(0, dash).trim(), text.slice(dash + 1).trim())
  const address4 = parseIpv4(text)
  if (address4 !== undefined) return { kind: 'range4', first: address4, last: address4 }
  const withPort = /^(?:\[([^\]]+)\]|([^:]+)):(\d{1,5})$/.exec(text)
  if (withPort !== null) {
    const port = Number(withPort[3])
    const address = parseAddressEntry(withPort[1] ?? withPort[2] ?? '')
    return address === undefined || port > 65_535 ? undefined : { ...address, port }
  }
  const address6 = parseIpv6(text)
  return address6 === undefined ? undefined : { kind: 'range6', first: address6, last: address6 }
}

function parseBlock(address: string, prefix: string): Exclude<Indicator, { kind: 'name' }> | undefined {
  if (!/^\d{1,3}$/.test(prefix)) return undefined
  const bits = Number(prefix)
  const address4 = parseIpv4(address)
  if (address4 !== undefined) {
    if (bits > 32) return undefined
    const size = 2 ** (32 - bits)
    const first = Math.floor(address4 / size) * size
    return { kind: 'range4', first, last: first + size - 1 }
  }
  const address6 = parseIpv6(address)
  if (address6 === undefined || bits > 128) return undefined
  const size = 1n << BigInt(128 - bits)
  const first = (address6 / size) * size
  return { kind: 'range6', first, last: first + size - 1n }
}

function parseRange(from: string, to: string): Exclude<Indicator, { kind: 'name' }> | undefined {
  const first4 = parseIpv4(from)
  const last4 = parseIpv4(to)
  if (first4 !== undefined && last4 !== undefined) {
    return first4 <= last4 ? { kind: 'range4', first: first4, last: last4 } : undefined
  }
  const first6 = parseIpv6(from)
  const last6 = parseIpv6(to)
  return first6 !== undefined && last6 !== undefined && first6 <= last6
    ? { kind: 'range6', first: first6, last: last6 }
    : undefined
}

/** An IPv6 address as an integer of 128 bits, with an embedded IPv4 tail too; undefined for anything else. */
export function parseIpv6(text: string): bigint | undefined {
  if (!/^[0-9a-fA-F:.]{2,45}$/.test(text) || !text.includes(':')) return undefined
  const halves = text.split('::')
  if (halves.length > 2) return undefined
  const head = groupsOf(halves[0])
  const tail = halves.length === 2 ? groupsOf(halves[1]) : []
  if (head === undefined || tail === undefined) return undefined
  const missing = 8 - head.length - tail.length
  if (halves.length === 2 ? missing < 1 : missing !== 0) return undefined
  return [...head, ...new Array<number>(missing).fill(0), ...tail].reduce(
    (sum, group) => (sum << 16n) | BigInt(group),
    0n,
  )
}

function groupsOf(text: string): number[] | undefined {
  if (text === '') return []
  const groups: number[] = []
  const parts = text.split(':')
  for (const [i, part] of parts.entries()) {
    if (i === parts.length - 1 && part.includes('.')) {
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

function formatIpv6(address: bigint): string {
  const groups = Array.from({ length: 8 }, (_, i) => ((address >> BigInt(16 * (7 - i))) & 0xffffn).toString(16))
  return groups.join(':').replace(/(^|:)(0(:|$)){2,}/, '::')
}
