import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Sha256 } from '@aws-crypto/sha256-js'
import { SignatureV4 } from '@smithy/signature-v4'
import fc from 'fast-check'
import { canonicalQuery, type RawSignedRequest } from './canonical-request.ts'
import { type SecretKey, SKEW_MS_MAX, verifySignature } from './sigv4.ts'
import { WireError } from './wire-error.ts'

const KEY: SecretKey = { id: 'AKIAEXAMPLE000000001', secret: 'a secret/with+signs' }
const TEMPORARY: SecretKey = { id: 'ASIAEXAMPLE000000001', secret: 'another secret', sessionToken: 'token//==' }
const findKey = (id: string) => [KEY, TEMPORARY].find((key) => key.id === id)
const NOW = Date.parse('2022-06-06T12:00:00Z')

interface Unsigned {
  method: string
  segments: string[]
  query: Record<string, string | string[]>
  headers: Record<string, string>
  body: string
}

const PLAIN: Unsigned = {
  method: 'POST',
  segments: ['detector', '0123456789abcdef', 'filter', 'my first/filter'],
  query: { tagKeys: ['b c', 'a'], empty: '' },
  headers: { 'content-type': 'application/json' },
  body: '{"name":"ü"}',
}

interface Signing {
  key?: SecretKey
  at?: number
  service?: string
  /** Leaves the header with the body's hash out, as many clients do. */
  withoutHash?: boolean
  presigned?: number
}

/** Signs as the SDKs do, and gives the request as a server receives it. */
async function signed(
  { method, segments, query, headers, body }: Unsigned,
  { key = KEY, at = NOW, service = 'guardduty', withoutHash = false, presigned }: Signing = {},
): Promise<RawSignedRequest> {
  const { id: accessKeyId, secret: secretAccessKey, sessionToken } = key
  const signer = new SignatureV4({
    credentials: { accessKeyId, secretAccessKey, ...(sessionToken === undefined ? {} : { sessionToken }) },
    region: 'eu-west-1',
    service,
    sha256: Sha256,
    applyChecksum: !withoutHash,
  })
  const request = {
    protocol: 'http:',
    hostname: 'localhost',
    method,
    path: `/${segments.map(encodeStrictly).join('/')}`,
    query,
    headers: { host: 'localhost:8686', ...headers },
    body,
  }
  const signingDate = new Date(at)
  const sent =
    presigned === undefined
      ? await signer.sign(request, { signingDate })
      : await signer.presign(request, { signingDate, expiresIn: presigned })
  return {
    method,
    rawPath: request.path,
    rawQuery: Object.entries(sent.query ?? {})
      .flatMap(([name, value]) => [value ?? []].flat().map((one) => `${encodeStrictly(name)}=${encodeStrictly(one)}`))
      .join('&'),
    headers: Object.fromEntries(Object.entries(sent.headers).map(([name, value]) => [name.toLowerCase(), value])),
    body: Buffer.from(body),
  }
}

const encodeStrictly = (text: string) =>
  encodeURIComponent(text).replaceAll(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`)

const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }).filter((one) => !/^\.\.?$/.test(one))
const name = fc.stringMatching(/^[a-z][a-z0-9-]{0,8}$/)
const unsigned: fc.Arbitrary<Unsigned> = fc.record({
  method: fc.constantFrom('GET', 'POST', 'DELETE'),
  segments: fc.array(text, { minLength: 1, maxLength: 5 }),
  query: fc.dictionary(
    text.filter((key) => !/^(x-amz-signature|__proto__)$/i.test(key)),
    fc.oneof(fc.string(), fc.array(text, { minLength: 1, maxLength: 3 })),
    { maxKeys: 4 },
  ),
  headers: fc.dictionary(
    name.map((suffix) => `x-test-${suffix}`),
    fc.string().map((value) => ` ${value}  x\t`),
    { maxKeys: 3 },
  ),
  body: fc.string({ unit: 'binary' }),
})
const signing: fc.Arbitrary<Signing> = fc.record({
  key: fc.constantFrom(KEY, TEMPORARY),
  at: fc.integer({ min: NOW - SKEW_MS_MAX, max: NOW + SKEW_MS_MAX }),
  withoutHash: fc.boolean(),
})

test('what the SDK signs in headers is verified, and the region is that of its scope', async () => {
  await fc.assert(
    fc.asyncProperty(unsigned, signing, async (request, how) => {
      const { key, region } = verifySignature(await signed(request, how), { now: NOW, findKey })
      assert.equal(key, how.key)
      assert.equal(region, 'eu-west-1')
    }),
    { numRuns: 300 },
  )
})

test('what the SDK signs in a URL is verified until it expires', async () => {
  await fc.assert(
    fc.asyncProperty(unsigned, signing, fc.integer({ min: 1, max: 604_800 }), async (request, how, presigned) => {
      const { at = NOW, key } = how
      const sent = await signed(request, { ...how, presigned })
      const signedAt = Math.floor(at / 1000) * 1000
      const last = signedAt + presigned * 1000
      assert.equal(verifySignature(sent, { now: last, findKey }).key, key)
      assert.equal(refusal(sent, { now: last + 1 }), 'RequestExpired')
      assert.equal(refusal(sent, { now: signedAt - SKEW_MS_MAX - 1 }), 'InvalidSignatureException')
    }),
    { numRuns: 200 },
  )
})

test('a bit that flips anywhere under the signature makes it worthless', async () => {
  const parts = [
    'method',
    'rawPath',
    'rawQuery',
    'authorization',
    'x-amz-date',
    'host',
    'content-type',
    'body',
  ] as const
  const sent = await signed(PLAIN)
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...parts), fc.nat(), fc.nat(7), async (part, at, bit) => {
      const changed = flipped(sent, part, at, bit)
      if (part === 'rawQuery' && meaningOf(changed) === meaningOf(sent)) return
      assert.ok(refusal(changed) !== undefined, `${part} ${JSON.stringify(changed)}`)
    }),
    { numRuns: 2000 },
  )
})

test('a bit that flips anywhere in a signed URL makes it worthless', async () => {
  const sent = await signed(PLAIN, { presigned: 60, key: TEMPORARY })
  await fc.assert(
    fc.asyncProperty(fc.constantFrom('rawPath', 'rawQuery', 'body'), fc.nat(), fc.nat(7), async (part, at, bit) => {
      const changed = flipped(sent, part, at, bit)
      if (part === 'rawQuery' && meaningOf(changed) === meaningOf(sent)) return
      assert.ok(refusal(changed) !== undefined, `${part} ${JSON.stringify(changed)}`)
    }),
    { numRuns: 2000 },
  )
})

test('each way to be wrong has its documented error', async () => {
  const sent = await signed(PLAIN)
  const { authorization, ...bare } = sent.headers
  const withHeader = (changes: Record<string, string | string[]>) => ({
    ...sent,
    headers: { ...sent.headers, ...changes },
  })
  const rewritten = (from: RegExp | string, to: string) =>
    withHeader({ authorization: String(authorization).replace(from, to) })
  const cases: [string, RawSignedRequest, string][] = [
    ['no signature', { ...sent, headers: bare }, 'MissingAuthenticationTokenException'],
    ['another scheme', withHeader({ authorization: 'Bearer abc' }), 'IncompleteSignatureException'],
    ['no scheme', withHeader({ authorization: 'abc' }), 'IncompleteSignatureException'],
    ['no credential', rewritten(/Credential=[^,]+, /, ''), 'IncompleteSignatureException'],
    ['a credential of four parts', rewritten('/aws4_request', ''), 'IncompleteSignatureException'],
    ['no host signed', rewritten(/host;/, ''), 'IncompleteSignatureException'],
    ['no date signed', rewritten(/;x-amz-date/, ''), 'IncompleteSignatureException'],
    ['a header signed twice', rewritten(/host;/, 'host;host;'), 'IncompleteSignatureException'],
    ['a signed header that did not arrive', rewritten(/host;/, 'host;x-lost;'), 'InvalidSignatureException'],
    [
      'two dates',
      withHeader({ 'x-amz-date': ['20220606T120000Z', '20220606T120000Z'] }),
      'IncompleteSignatureException',
    ],
    ['a date that is none', withHeader({ 'x-amz-date': '20220606 noon' }), 'IncompleteSignatureException'],
    ['a day that is none', await signedOn('20221399T000000Z'), 'IncompleteSignatureException'],
    ['an unknown key', rewritten('AKIAEXAMPLE', 'AKIANOBODY0'), 'UnrecognizedClientException'],
    ['another service', await signed(PLAIN, { service: 's3' }), 'InvalidSignatureException'],
    ['a scope of another day', rewritten('/20220606/', '/20220605/'), 'InvalidSignatureException'],
    ['another terminator', rewritten('aws4_request', 'aws5_request'), 'InvalidSignatureException'],
    ['a wrong signature', rewritten(/.$/, 'g'), 'InvalidSignatureException'],
    ['another body', { ...sent, body: Buffer.from('{}') }, 'InvalidSignatureException'],
    [
      'an unsigned body',
      await signed({ ...PLAIN, headers: { 'x-amz-content-sha256': 'UNSIGNED-PAYLOAD' } }),
      'InvalidSignatureException',
    ],
    ['too old', await signed(PLAIN, { at: NOW - SKEW_MS_MAX - 1000 }), 'InvalidSignatureException'],
    ['of the future', await signed(PLAIN, { at: NOW + SKEW_MS_MAX + 1000 }), 'InvalidSignatureException'],
    [
      'a token that belongs to no key',
      await signed(PLAIN, { key: { ...KEY, sessionToken: 'x' } }),
      'UnrecognizedClientException',
    ],
    ['another token', await signed(PLAIN, { key: { ...TEMPORARY, sessionToken: 'x' } }), 'UnrecognizedClientException'],
    [
      'no token',
      await signed(PLAIN, { key: { id: TEMPORARY.id, secret: TEMPORARY.secret } }),
      'UnrecognizedClientException',
    ],
  ]
  for (const [what, request, type] of cases) assert.equal(refusal(request), type, what)
})

test('a signed URL says how long it may be used, within a week', async () => {
  const sent = await signed(PLAIN, { presigned: 60 })
  for (const expires of ['0', '604801', '-1', 'x', '']) {
    const rawQuery = sent.rawQuery.replace('X-Amz-Expires=60', `X-Amz-Expires=${expires}`)
    assert.equal(refusal({ ...sent, rawQuery }), 'IncompleteSignatureException', expires)
  }
  const rawQuery = `${sent.rawQuery}&X-Amz-Expires=60`
  assert.equal(refusal({ ...sent, rawQuery }), 'IncompleteSignatureException')
})

test('a signed URL leaves the body open only where the signature says so', async () => {
  const headers = { 'x-amz-content-sha256': 'UNSIGNED-PAYLOAD' }
  const open = await signed({ ...PLAIN, headers }, { presigned: 60 })
  assert.equal(refusal({ ...open, body: Buffer.from('anything') }), undefined)
  const closed = await signed(PLAIN, { presigned: 60 })
  const claimed = { ...closed, rawQuery: `${closed.rawQuery}&X-Amz-Content-Sha256=UNSIGNED-PAYLOAD` }
  assert.equal(refusal({ ...claimed, body: Buffer.from('anything') }), 'InvalidSignatureException')
})

test('values of a repeated header are joined, white space in them is folded', async () => {
  const sent = await signed({ ...PLAIN, headers: { 'x-many': 'a b,c' } })
  const again = { ...sent, headers: { ...sent.headers, 'x-many': ['  a   b', 'c '] } }
  assert.equal(refusal(again), undefined)
})

test('a key that replaces another of its name does not inherit what was derived from it', async () => {
  const sent = await signed(PLAIN)
  assert.equal(refusal(sent), undefined)
  const replaced = { ...KEY, secret: 'new' }
  assert.throws(() => verifySignature(sent, { now: NOW, findKey: () => replaced }), {
    errorType: 'InvalidSignatureException',
  })
})

test('nothing that a client can send makes verification fail otherwise', () => {
  const anyText = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom('X-Amz-Algorithm=AWS4-HMAC-SHA256', '%', '%zz=%', '\ud800'),
  )
  fc.assert(
    fc.property(anyText, anyText, anyText, anyText, (rawPath, rawQuery, authorization, date) => {
      const headers = { host: 'h', authorization: `AWS4-HMAC-SHA256 ${authorization}`, 'x-amz-date': date }
      refusal({
        method: 'GET',
        rawPath,
        rawQuery,
        headers: date === '' ? { host: 'h' } : headers,
        body: Buffer.alloc(0),
      })
    }),
  )
})

async function signedOn(timestamp: string): Promise<RawSignedRequest> {
  const sent = await signed(PLAIN)
  const authorization = String(sent.headers['authorization']).replace('20220606', timestamp.slice(0, 8))
  return { ...sent, headers: { ...sent.headers, authorization, 'x-amz-date': timestamp } }
}

/** The error with which a request is refused; undefined when it is not. Anything but a wire error goes through. */
function refusal(request: RawSignedRequest, { now = NOW } = {}): string | undefined {
  try {
    verifySignature(request, { now, findKey })
    return undefined
  } catch (error) {
    if (error instanceof WireError) return error.errorType
    throw error
  }
}

/** Another spelling of the same bytes is the same query. */
const meaningOf = ({ rawQuery }: RawSignedRequest) =>
  `${canonicalQuery(rawQuery)} ${new URLSearchParams(rawQuery).getAll('X-Amz-Signature')}`

function flipped(request: RawSignedRequest, part: string, at: number, bit: number): RawSignedRequest {
  const flip = (bytes: Buffer) => {
    const copy = Buffer.from(bytes)
    const index = at % copy.length
    copy[index] = (copy[index] ?? 0) ^ (1 << bit)
    return copy
  }
  const flipText = (value: string) => flip(Buffer.from(value, 'latin1')).toString('latin1')
  switch (part) {
    case 'body':
      return { ...request, body: flip(Buffer.from(request.body)) }
    case 'method':
    case 'rawPath':
    case 'rawQuery':
      return { ...request, [part]: flipText(request[part]) }
    default:
      return { ...request, headers: { ...request.headers, [part]: flipText(String(request.headers[part])) } }
  }
}
