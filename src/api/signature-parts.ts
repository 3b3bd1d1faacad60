import { type RawSignedRequest, SIGNATURE_PARAMETER } from './canonical-request.ts'
import { signatureError } from './wire-error.ts'

/** What a request says about its own signature, in either form, before anything of it is believed. */
export interface SignatureParts {
  form: 'header' | 'query'
  keyId: string
  /** `YYYYMMDD/region/guardduty/aws4_request` */
  scope: string
  scopeDate: string
  region: string
  service: string
  terminator: string
  signedHeaders: readonly string[]
  signature: string
  /** `YYYYMMDDTHHMMSSZ` */
  timestamp: string
  /** How long a signed URL may be used, in seconds. */
  expiresSeconds: number | undefined
  sessionToken: string | undefined
  /** What the client states the hash of its body to be. */
  statedPayloadHash: string | undefined
}

const ALGORITHM = 'AWS4-HMAC-SHA256'
/** A week: the longest that a signed URL may live. */
const EXPIRES_SECONDS_MAX = 604_800
const SIGNED_HEADERS_MAX = 64

/** Reads the `Authorization` header, or else the query of a signed URL; throws the documented error for what is absent. */
export function signatureParts({ headers, rawQuery }: RawSignedRequest): SignatureParts {
  const authorization = one(headers['authorization'])
  if (authorization !== undefined && authorization !== '') return fromHeader(authorization, headers)
  const query = new URLSearchParams(rawQuery)
  if (query.has('X-Amz-Algorithm') || query.has(SIGNATURE_PARAMETER)) return fromQuery(query)
  throw signatureError('MissingAuthenticationTokenException', 'Missing Authentication Token')
}

function fromHeader(authorization: string, headers: RawSignedRequest['headers']): SignatureParts {
  const space = authorization.indexOf(' ')
  if (space < 0 || authorization.slice(0, space) !== ALGORITHM) {
    throw incomplete(`Unsupported AWS 'algorithm': the Authorization header must begin with ${ALGORITHM}.`)
  }
  const fields = new Map<string, string>()
  for (const piece of authorization.slice(space + 1).split(',')) {
    const equals = piece.indexOf('=')
    const name = piece.slice(0, equals).replaceAll(/^[ \t]+/g, '')
    if (equals < 0 || fields.has(name)) throw incomplete('Authorization header must hold distinct key=value pairs.')
    fields.set(name, piece.slice(equals + 1).replaceAll(/[ \t]+$/g, ''))
  }
  const timestamp = one(headers['x-amz-date'])
  const missing = ['Credential', 'Signature', 'SignedHeaders']
    .filter((name) => fields.get(name) === undefined)
    .map((name) => `Authorization header requires '${name}' parameter.`)
  if (timestamp === undefined)
    missing.push("Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header.")
  if (missing.length > 0) throw incomplete(missing.join(' '))
  return {
    form: 'header',
    ...credential(fields.get('Credential') ?? ''),
    signedHeaders: headerNames(fields.get('SignedHeaders') ?? '', ['host', 'x-amz-date']),
    signature: fields.get('Signature') ?? '',
    timestamp: timestamp ?? '',
    expiresSeconds: undefined,
    sessionToken: one(headers['x-amz-security-token']),
    statedPayloadHash: one(headers['x-amz-content-sha256']),
  }
}

function fromQuery(query: URLSearchParams): SignatureParts {
  const names = [
    'X-Amz-Algorithm',
    'X-Amz-Credential',
    SIGNATURE_PARAMETER,
    'X-Amz-SignedHeaders',
    'X-Amz-Date',
    'X-Amz-Expires',
  ]
  const missing = names
    .filter((name) => query.getAll(name).length !== 1)
    .map((name) => `AWS query-string parameters must include '${name}' once.`)
  if (missing.length > 0) throw incomplete(missing.join(' '))
  const value = (name: string) => query.get(name) ?? ''
  if (value('X-Amz-Algorithm') !== ALGORITHM) throw incomplete(`Unsupported AWS 'algorithm': it must be ${ALGORITHM}.`)
  const expires = value('X-Amz-Expires')
  if (!/^\d{1,6}$/.test(expires) || Number(expires) < 1 || Number(expires) > EXPIRES_SECONDS_MAX) {
    throw incomplete(`X-Amz-Expires must be between 1 and ${EXPIRES_SECONDS_MAX} seconds.`)
  }
  return {
    form: 'query',
    ...credential(value('X-Amz-Credential')),
    signedHeaders: headerNames(value('X-Amz-SignedHeaders'), ['host']),
    signature: value(SIGNATURE_PARAMETER),
    timestamp: value('X-Amz-Date'),
    expiresSeconds: Number(expires),
    sessionToken: query.get('X-Amz-Security-Token') ?? undefined,
    statedPayloadHash: query.get('X-Amz-Content-Sha256') ?? query.get('x-amz-content-sha256') ?? undefined,
  }
}

function credential(text: string) {
  const [keyId = '', scopeDate = '', region = '', service = '', terminator = '', ...more] = text.split('/')
  if (terminator === '' || more.length > 0) {
    throw incomplete('Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term.')
  }
  return { keyId, scope: text.slice(keyId.length + 1), scopeDate, region, service, terminator }
}

/** Names in lower case, each once; those that make a signature worth something must be among them. */
function headerNames(text: string, required: readonly string[]): string[] {
  const names = text.split(';')
  const isSound =
    names.length <= SIGNED_HEADERS_MAX && new Set(names).size === names.length && text === text.toLowerCase()
  if (!isSound) throw incomplete('SignedHeaders must be distinct lower-case header names.')
  const absent = required.filter((name) => !names.includes(name))
  if (absent.length > 0) throw incomplete(`'${absent.join("', '")}' must be a 'SignedHeader' in the AWS Authorization.`)
  return names
}

/** A header that must not be repeated. */
function one(value: string | readonly string[] | undefined): string | undefined {
  if (value === undefined || typeof value === 'string') return value
  if (value.length > 1) throw incomplete('A header of the signature is repeated.')
  return value[0]
}

const incomplete = (message: string) => signatureError('IncompleteSignatureException', message)
