import { createHash } from 'node:crypto'

/** A request as it arrived, nothing decoded: a signature covers these bytes. */
export interface RawSignedRequest {
  method: string
  /** Up to the `?`. */
  rawPath: string
  /** After the `?`, or empty. */
  rawQuery: string
  /** By lower-case name; an array holds the values of a repeated header. */
  headers: Readonly<Record<string, string | readonly string[] | undefined>>
  body: Uint8Array
}

export const SIGNATURE_PARAMETER = 'X-Amz-Signature'
const UNRESERVED_BYTE = /[A-Za-z0-9_.~-]/
const TO_ENCODE = /%[0-9A-Fa-f]{2}|[^A-Za-z0-9_.~-]/gu

/**
 * Signature Version 4's canonical request. The path is encoded once more than it was sent, as every service but S3 has it, and
 * without resolving dots or empty segments: what is signed is what is routed. Undefined when a signed header is absent.
 */
export function canonicalRequest(
  { method, rawPath, rawQuery, headers }: RawSignedRequest,
  signedHeaders: readonly string[],
  payloadHash: string,
): string | undefined {
  const lines: string[] = []
  for (const name of signedHeaders) {
    const value = headers[name]
    if (value === undefined) return undefined
    lines.push(`${name}:${typeof value === 'string' ? folded(value) : value.map(folded).join(',')}\n`)
  }
  const path = rawPath.replaceAll(TO_ENCODE, (text) => (text.startsWith('%') ? `%25${text.slice(1)}` : slashKept(text)))
  const query = canonicalQuery(rawQuery)
  return `${method}\n${path}\n${query}\n${lines.join('')}\n${signedHeaders.join(';')}\n${payloadHash}`
}

/** Pairs by key, then value, each with one spelling of its bytes; a repeated key stays repeated. The signature itself is not part of it. */
export function canonicalQuery(rawQuery: string): string {
  if (rawQuery === '') return ''
  const pairs = rawQuery
    .split('&')
    .filter((piece) => piece !== '')
    .map((piece) => {
      const equals = piece.indexOf('=')
      const [key, value] = equals < 0 ? [piece, ''] : [piece.slice(0, equals), piece.slice(equals + 1)]
      return [canonicalText(key), canonicalText(value)] as const
    })
    .filter(([key]) => key !== SIGNATURE_PARAMETER)
  pairs.sort(([key, value], [otherKey, otherValue]) => compare(key, otherKey) || compare(value, otherValue))
  return pairs.map(([key, value]) => `${key}=${value}`).join('&')
}

export const sha256Hex = (data: string | Uint8Array): string => createHash('sha256').update(data).digest('hex')

/** Of all spellings of the same bytes the one that the signature is made of; a plus is a space, as the query is read later. */
function canonicalText(text: string): string {
  return text.replaceAll('+', '%20').replaceAll(TO_ENCODE, (part) => {
    if (!/^%[0-9A-Fa-f]{2}$/.test(part)) return encoded(part)
    const byte = String.fromCharCode(Number.parseInt(part.slice(1), 16))
    return UNRESERVED_BYTE.test(byte) ? byte : part.toUpperCase()
  })
}

const slashKept = (text: string) => (text === '/' ? text : encoded(text))

/** Percent-encoded UTF-8. Not `encodeURIComponent`, which throws for half a surrogate pair. */
function encoded(text: string): string {
  return Array.from(Buffer.from(text, 'utf8'), (byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`).join(
    '',
  )
}

/** Without white space at the ends, and one space where there are several. */
const folded = (value: string) => value.replaceAll(/[ \t\r\n]+/g, ' ').replaceAll(/^ | $/g, '')

/** By code unit, not by the rules of a language. */
const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
