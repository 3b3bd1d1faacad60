import { domainToASCII } from 'node:url'
import { getPublicSuffix, parse } from 'tldts'
import { NAME_BYTES_MAX } from './name-table.ts'

const PLAIN = /^[a-z0-9_-]{1,63}(\.[a-z0-9_-]{1,63})+$/
const TOP_LEVEL = /^[a-z0-9-]{2,63}$/

/**
 * A name as the table holds it: lower case, ASCII, no trailing or leading dot, no wildcard. Undefined for what is no
 * name; `public-suffix` for a name that everybody shares, such as `co.uk`.
 */
export function parseName(text: string): string | 'public-suffix' | undefined {
  let name = text.toLowerCase()
  if (name.startsWith('*.')) name = name.slice(2)
  if (name.startsWith('.')) name = name.slice(1)
  if (name.endsWith('.')) name = name.slice(0, -1)
  if (!isAscii(name)) name = domainToASCII(name)
  if (name.length > NAME_BYTES_MAX) return undefined
  if (!PLAIN.test(name)) return TOP_LEVEL.test(name) && isSuffix(name) ? 'public-suffix' : undefined
  const last = name.slice(name.lastIndexOf('.') + 1)
  if (/^\d+$/.test(last)) return undefined
  return name.length <= SUFFIX_LENGTH_MAX && isSuffix(name) ? 'public-suffix' : name
}

/** Longer names are no ICANN suffix (the longest, below .no in Punycode, have 38): they are not looked up. */
const SUFFIX_LENGTH_MAX = 40

function isSuffix(name: string): boolean {
  return getPublicSuffix(name, SUFFIX_OPTIONS) === name && parse(name, SUFFIX_OPTIONS).isIcann === true
}

const SUFFIX_OPTIONS = { allowPrivateDomains: false, extractHostname: false, validateHostname: false, detectIp: false }

function isAscii(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 0x7f) return false
  return true
}
