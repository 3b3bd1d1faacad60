import { parseAddress } from '../intel/address-text.ts'

const QUOTE = 0x22
const BACKSLASH = 0x5c
const ZERO = 0x30
const COLON = 0x3a
const DOT = 0x2e
const LOWER_CASE = 0x20
const LOWER_A = 0x61
const LOWER_F = 0x66
const ADDRESS_BYTES_MAX = 45
/** 64:ff9b::/96, in which NAT64 embeds IPv4 addresses. */
const NAT64 = 0x64_ff9bn << 64n

/**
 * The address that an answer leads to: IPv4 as a number, also when it is mapped or embedded into IPv6; else IPv6 as a
 * bigint. Undefined for what is no address.
 */
export function answerAddress(text: string): number | bigint | undefined {
  const address = parseAddress(text)
  if (typeof address === 'bigint' && address >> 32n === NAT64) return Number(address & 0xffff_ffffn)
  return address
}

/**
 * Whether `holds` for an address among the JSON strings in `bytes[start, end)`: IPv4 comes as a number, what may be IPv6
 * as text. Names and members make no strings. Keys and values are not told apart: no key is an address.
 */
export function someAnswerAddress(
  bytes: Uint8Array,
  start: number,
  end: number,
  holds: (address: number | string) => boolean,
): boolean {
  let open = -1
  for (let i = start; i < end; i++) {
    const byte = bytes[i]
    if (byte === BACKSLASH) i++
    else if (byte === QUOTE) {
      if (open >= 0 && holdsFor(bytes, open, i, holds)) return true
      open = open >= 0 ? -1 : i + 1
    }
  }
  return false
}

function holdsFor(bytes: Uint8Array, start: number, end: number, holds: (address: number | string) => boolean) {
  if (end - start > ADDRESS_BYTES_MAX || end === start) return false
  const address = ipv4At(bytes, start, end)
  if (address >= 0) return holds(address)
  if (!mayBeIpv6(bytes, start, end)) return false
  return holds(Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString('latin1'))
}

/** Hexadecimal digits, dots and colons only, with a colon. */
function mayBeIpv6(bytes: Uint8Array, start: number, end: number): boolean {
  let hasColon = false
  for (let i = start; i < end; i++) {
    const byte = bytes[i]
    if (byte === COLON) hasColon = true
    else if (!isDigit(byte) && byte !== DOT && ((byte | LOWER_CASE) < LOWER_A || (byte | LOWER_CASE) > LOWER_F))
      return false
  }
  return hasColon
}

function isDigit(byte: number): boolean {
  return byte >= ZERO && byte <= ZERO + 9
}

/** A dotted quad as an unsigned integer, or -1. */
function ipv4At(bytes: Uint8Array, start: number, end: number): number {
  let address = 0
  let octet = -1
  let dots = 0
  for (let i = start; i < end; i++) {
    const digit = bytes[i] - ZERO
    if (digit >= 0 && digit <= 9) {
      octet = octet < 0 ? digit : octet * 10 + digit
      if (octet > 255) return -1
    } else if (bytes[i] === DOT && octet >= 0) {
      address = address * 256 + octet
      octet = -1
      dots++
    } else return -1
  }
  return dots === 3 && octet >= 0 ? address * 256 + octet : -1
}
