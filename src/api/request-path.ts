import { createHash } from 'node:crypto'
import { type OperationName, operations } from '../model/api/operations.ts'
import type { Clock } from '../std/clock.ts'
import type { Store, Stores } from '../store/ports.ts'
import type { Detector } from '../store/records.ts'
import type { Caller, Handler, OperationRequest, Services } from './operation.ts'
import { PageTokens } from './page-token.ts'
import { hasDetectorIdForm, parseBody, parseInput } from './parse-input.ts'
import { responseHeaders } from './response-headers.ts'
import { type Route, route } from './router.ts'
import { serialise } from './serialise.ts'
import { type SecretKey, verifySignature } from './sigv4.ts'
import {
  internalError,
  invalidParameter,
  notOwned,
  notPermitted,
  tooLarge,
  unknownRoute,
  WireError,
} from './wire-error.ts'

/** A request as the HTTP server read it: nothing decoded, the body whole. */
export interface WireRequest {
  method: string
  /** Path and query. */
  url: string
  /** By lower-case name; an array holds the values of a repeated header. */
  headers: Readonly<Record<string, string | readonly string[] | undefined>>
  body: Uint8Array
  /** A UUID, fresh. */
  requestId: string
}

export interface WireResponse {
  status: number
  headers: Readonly<Record<string, string>>
  /** Empty, or JSON. */
  body: string
}

/** An access key with the account that it acts for. */
export interface AccountKey extends SecretKey {
  accountId: string
  access: Caller['access']
}

export interface KeyLookup {
  find(id: string): AccountKey | undefined
}

export interface RequestContext {
  store: Store
  keys: KeyLookup
  clock: Clock
  handlers: { [Name in OperationName]: Handler<Name> }
  /** Throws the wire error when the detector's owner, for its relation to other accounts, may not call the operation. */
  authorise: (operation: OperationName, detector: Detector, stores: Stores) => Promise<void>
  services: Services
  pageTokenKey: Uint8Array
  newId: (now: number) => string
  log: (record: RequestRecord) => void
}

/** What is known of a request once it is answered. */
export interface RequestRecord {
  event: 'request.answered' | 'request.failed'
  requestId: string
  method: string
  status: number
  ms: number
  operation?: OperationName
  accountId?: string
  keyId?: string
  region?: string
  /** What an error is called, and its text. */
  errorType?: string
  message?: string
  /** Of a fault of ours only. */
  stack?: string
}

/** The largest body of an operation. */
export const API_BODY_BYTES_MAX = 2 << 20

type Trail = Pick<RequestRecord, 'operation' | 'accountId' | 'keyId' | 'region'>

/** Answers one request to the GuardDuty API. Never throws: what goes wrong is an answer too. */
export async function handleRequest(request: WireRequest, context: RequestContext): Promise<WireResponse> {
  const { method, requestId } = request
  const now = context.clock()
  const trail: Trail = {}
  const told = (response: WireResponse, more: Partial<RequestRecord> = {}) => {
    const { status } = response
    context.log({ event: 'request.answered', requestId, method, status, ms: context.clock() - now, ...trail, ...more })
    return response
  }
  try {
    if (method === 'OPTIONS') return told({ status: 200, headers: responseHeaders(requestId, now), body: '' })
    return told(await perform(request, context, now, trail))
  } catch (error) {
    if (!(error instanceof WireError)) return told(errorResponse(internalError(), requestId, now), faultOf(error))
    return told(errorResponse(error, requestId, now), { errorType: error.errorType, message: error.message })
  }
}

/** The whole path of a request, in the order in which the service refuses: the first reason is the one that is told. */
async function perform(
  request: WireRequest,
  context: RequestContext,
  now: number,
  trail: Trail,
): Promise<WireResponse> {
  const { store, services } = context
  checkSize(request)
  const { caller, region } = verifyCaller(request, context.keys, now)
  Object.assign(trail, { accountId: caller.accountId, keyId: caller.keyId, region })
  const { operation, pathMembers } = routeOf(request)
  trail.operation = operation
  checkAccess(operation, caller, region)
  const body = takesBody(operation) ? parseBody(request.body) : {}
  const detector = await detectorOf(pathMembers, caller, region, store)
  if (detector !== undefined) await context.authorise(operation, detector, store)
  const input = parseInput(operation, pathMembers, splitUrl(request.url).rawQuery, body)
  const output = await handlerOf(operation, context)(input, {
    caller,
    region,
    now,
    store,
    newId: () => context.newId(now),
    detector: detector ?? noDetector(caller, region),
    pageTokens: new PageTokens(context.pageTokenKey, tokenScope(operation, caller, region, input)),
    services,
  })
  const { status } = operations[operation]
  return { status, headers: responseHeaders(request.requestId, now), body: serialise(operation, output) }
}

/** Whose key signed the request, and for which region; throws the documented error when nobody's did. */
export function verifyCaller(
  { method, url, headers, body }: Omit<WireRequest, 'requestId'>,
  keys: KeyLookup,
  now: number,
): { caller: Caller; region: string } {
  const signed = { method, ...splitUrl(url), headers, body }
  const { key, region } = verifySignature(signed, { now, findKey: (id) => keys.find(id) })
  return { caller: { accountId: key.accountId, keyId: key.id, access: key.access }, region }
}

/** The answer that tells of an error. API Gateway's own have `Message`, the service's `message`: a denial may be either. */
export function errorResponse(error: WireError, requestId: string, now: number): WireResponse {
  const { status, errorType, bodyType, message } = error
  const denial = errorType === 'AccessDeniedException' ? { Message: message } : {}
  const body = JSON.stringify({ message, ...denial, __type: bodyType })
  return { status, headers: responseHeaders(requestId, now, errorType), body }
}

function splitUrl(url: string): { rawPath: string; rawQuery: string } {
  const mark = url.indexOf('?')
  if (mark < 0) return { rawPath: url, rawQuery: '' }
  return { rawPath: url.slice(0, mark), rawQuery: url.slice(mark + 1) }
}

function checkSize({ body }: WireRequest): void {
  if (body.length > API_BODY_BYTES_MAX) throw tooLarge()
}

function routeOf({ method, url }: WireRequest): Route {
  const found = route(method, splitUrl(url).rawPath)
  if (found === undefined) throw unknownRoute()
  return found
}

/** A reading key reads; a delivering key calls no operation at all. */
function checkAccess(operation: OperationName, { access, accountId }: Caller, region: string): void {
  if (access === 'full' || (access === 'read' && operations[operation].access === 'read')) return
  throw notPermitted(accountId, region, operation)
}

/** What a client puts into the body of an operation that has none is not looked at. */
const takesBody = (operation: OperationName) => Object.keys(operations[operation].body.properties).length > 0

/** Unknown, deleted, another account's and another region's detectors are not told apart. */
async function detectorOf(
  { detectorId }: Record<string, string>,
  { accountId }: Caller,
  region: string,
  store: Store,
): Promise<Detector | undefined> {
  if (detectorId === undefined) return undefined
  if (!hasDetectorIdForm(detectorId)) throw invalidParameter('detectorId')
  const detector = await store.detectors.find(detectorId)
  if (detector?.accountId !== accountId || detector.region !== region) throw notOwned()
  return detector
}

/** The table ties an operation to a handler of the input that was parsed for it; types cannot follow a name known only now. */
function handlerOf(operation: OperationName, { handlers }: RequestContext) {
  return handlers[operation] as (input: object, request: OperationRequest) => Promise<unknown>
}

/** For operations that have none in their path, and so do not look. */
function noDetector({ accountId }: Caller, region: string): Detector {
  const dataSources = { s3Logs: false, kubernetesAuditLogs: false }
  const state = { enabled: false, findingPublishingFrequency: 'SIX_HOURS', dataSources } as const
  return { id: '', accountId, region, ...state, createdAt: 0, updatedAt: 0 }
}

/** A page token is worth something for the same question only, whatever the size of the pages. */
function tokenScope(operation: OperationName, { accountId }: Caller, region: string, input: object): string {
  const question = { ...input, maxResults: undefined, nextToken: undefined }
  const digest = createHash('sha256').update(JSON.stringify(question)).digest('base64url')
  return `${operation} ${accountId} ${region} ${digest}`
}

function faultOf(error: unknown): Partial<RequestRecord> {
  const { message, stack = '' } = error instanceof Error ? error : new Error(String(error))
  return { event: 'request.failed', errorType: 'InternalServerErrorException', message, stack }
}
