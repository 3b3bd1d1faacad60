import { createHmac, timingSafeEqual } from 'node:crypto'
import { canonicalRequest, type RawSignedRequest, sha256Hex } from './canonical-request.ts'
import { type SignatureParts, signatureParts } from './signature-parts.ts'
import { signatureError, WireError } from './wire-error.ts'

/** What a signature is verified with. */
export interface SecretKey {
  id: string
  secret: string
  /** Temporary credentials: whoever signs with them must show this too. */
  sessionToken?: string
}

export interface Verified<Key extends SecretKey> {
  key: Key
  /** Of the credential scope: which region the caller talks to. */
  region: string
}

export interface Verification<Key extends SecretKey> {
  /** Epoch milliseconds. */
  now: number
  findKey: (id: string) => Key | undefined
}

/** How far the client's clock may be off, either way. */
export const SKEW_MS_MAX = 900_000
const SERVICE = 'guardduty'
const TERMINATOR = 'aws4_request'
const UNSIGNED_PAYLOAD = 'UNSIGNED-PAYLOAD'
/** Derived keys (one a day and region) remembered for one access key. */
const DERIVED_KEYS_MAX = 64

/**
 * Whose signature a request bears: Signature Version 4 in a header or in the query. Throws the documented error (403, or 400 for a
 * signed URL that is too old) when it bears none, or one that is not right.
 */
export function verifySignature<Key extends SecretKey>(
  request: RawSignedRequest,
  { now, findKey }: Verification<Key>,
): Verified<Key> {
  const parts = signatureParts(request)
  const key = findKey(parts.keyId)
  if (key === undefined) throw unrecognized()
  checkScope(parts)
  checkTime(parts, now)
  const canonical = canonicalRequest(request, parts.signedHeaders, payloadHash(parts, request.body))
  if (canonical === undefined) throw mismatch()
  const toSign = `AWS4-HMAC-SHA256\n${parts.timestamp}\n${parts.scope}\n${sha256Hex(canonical)}`
  const signature = hmac(derivedKey(key, parts), toSign).toString('hex')
  if (!isSame(parts.signature, signature)) throw mismatch()
  if (!isSame(parts.sessionToken ?? '', key.sessionToken ?? '')) throw unrecognized()
  return { key, region: parts.region }
}

function checkScope({ scopeDate, region, service, terminator, timestamp }: SignatureParts): void {
  if (service !== SERVICE) throw invalid(`Credential should be scoped to correct service: '${SERVICE}'.`)
  if (terminator !== TERMINATOR) throw invalid(`Credential should be scoped with a valid terminator: '${TERMINATOR}'.`)
  if (!/^[a-z0-9-]{1,32}$/.test(region)) throw invalid('Credential should be scoped to a valid region.')
  if (scopeDate !== timestamp.slice(0, 8)) {
    throw invalid('Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP.')
  }
}

function checkTime({ timestamp, expiresSeconds }: SignatureParts, now: number): void {
  const signedAt = epochOf(timestamp)
  if (signedAt === undefined) {
    throw signatureError('IncompleteSignatureException', "Date must be in ISO-8601 'basic format'.")
  }
  if (signedAt > now + SKEW_MS_MAX) {
    throw invalid(
      `Signature not yet current: ${timestamp} is still later than ${basicTime(now + SKEW_MS_MAX)} (${basicTime(now)} + 15 min.)`,
    )
  }
  if (expiresSeconds !== undefined) {
    if (now <= signedAt + expiresSeconds * 1000) return
    throw new WireError(400, 'RequestExpired', 'RequestExpired', 'The request has expired.')
  }
  if (signedAt < now - SKEW_MS_MAX) {
    throw invalid(
      `Signature expired: ${timestamp} is now earlier than ${basicTime(now - SKEW_MS_MAX)} (${basicTime(now)} - 15 min.)`,
    )
  }
}

/** The body's own hash, whatever is stated; only a signed URL may leave the body to whoever uses it, by saying so under the signature. */
function payloadHash({ form, statedPayloadHash }: SignatureParts, body: Uint8Array): string {
  if (form === 'query' && statedPayloadHash === UNSIGNED_PAYLOAD) return UNSIGNED_PAYLOAD
  const actual = sha256Hex(body)
  if (statedPayloadHash !== undefined && statedPayloadHash !== actual) {
    throw invalid("The value for 'x-amz-content-sha256' does not match the request body.")
  }
  return actual
}

/** By the key itself, so that a key that was replaced takes its derived keys with it. */
const derivedKeys = new WeakMap<SecretKey, Map<string, Buffer>>()

function derivedKey(key: SecretKey, { scope, scopeDate, region }: SignatureParts): Buffer {
  const own = derivedKeys.get(key) ?? new Map<string, Buffer>()
  derivedKeys.set(key, own)
  const known = own.get(scope)
  if (known !== undefined) return known
  const derived = [region, SERVICE, TERMINATOR].reduce<Buffer>(hmac, hmac(`AWS4${key.secret}`, scopeDate))
  if (own.size >= DERIVED_KEYS_MAX) own.clear()
  own.set(scope, derived)
  return derived
}

const hmac = (key: string | Uint8Array, data: string): Buffer => createHmac('sha256', key).update(data).digest()

/** Takes the same time wherever two texts of one length differ. */
function isSame(given: string, right: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(right)]
  return a.length === b.length && timingSafeEqual(a, b)
}

/** Of a time as `20220112T192930Z`. */
function epochOf(timestamp: string): number | undefined {
  const match = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(timestamp)
  if (match === null) return undefined
  const [, year, month, day, hour, minute, second] = match
  const epoch = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`)
  return Number.isNaN(epoch) ? undefined : epoch
}

const basicTime = (ms: number) => new Date(ms).toISOString().replaceAll(/[-:]|\.\d+/g, '')

const invalid = (message: string) => signatureError('InvalidSignatureException', message)

const unrecognized = () =>
  signatureError('UnrecognizedClientException', 'The security token included in the request is invalid.')

const mismatch = () =>
  invalid(
    'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.',
  )
