import { createHash } from 'node:crypto'
import { type OperationName, operations } from '../model/api/operations.ts'
import type { Clock } from '../std/clock.ts'
import type { Store } from '../store/ports.ts'
import type { Detector } from '../store/records.ts'
import { authorise } from './authorise.ts'
import type { RawSignedRequest } from './canonical-request.ts'
import { newGuardDutyId } from './new-id.ts'
import type { Caller, Handler, OperationRequest, Services } from './operation.ts'
import { handlers as allHandlers } from './operations/index.ts'
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
export interface ApiRequest extends RawSignedRequest {
  /** A UUID, fresh. */
  id: string
}

export interface ApiResponse {
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

export type Handlers = { [Name in OperationName]: Handler<Name> }

export interface ApiContext {
  store: Store
  now: Clock
  findKey: (id: string) => AccountKey | undefined
  pageTokenKey: Uint8Array
  services: Services
  /** Told of every request once it is answered. */
  onRequest: (record: RequestRecord) => void
  /** Default: all of them. */
  handlers?: Handlers
}

export interface RequestRecord {
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
  /** What was thrown, where the fault is ours. */
  failure?: unknown
}

/** The largest body of an operation. */
export const API_BODY_BYTES_MAX = 2 << 20

type Trail = Pick<RequestRecord, 'operation' | 'accountId' | 'keyId' | 'region'>

/** Answers one request to the GuardDuty API. Never throws: what goes wrong is an answer too. */
export async function answerRequest(request: ApiRequest, context: ApiContext): Promise<ApiResponse> {
  const { id, method } = request
  const now = context.now()
  const trail: Trail = {}
  const told = (response: ApiResponse, more: Partial<RequestRecord> = {}) => {
    context.onRequest({ requestId: id, method, status: response.status, ms: context.now() - now, ...trail, ...more })
    return response
  }
  try {
    return told(await perform(request, context, now, trail))
  } catch (error) {
    if (!(error instanceof WireError)) return told(errorResponse(internalError(), id), { failure: error })
    return told(errorResponse(error, id), { errorType: error.errorType, message: error.message })
  }
}

/** The whole path of a request, in the order in which the service refuses: the first reason is the one that is told. */
async function perform(request: ApiRequest, context: ApiContext, now: number, trail: Trail): Promise<ApiResponse> {
  const { store, services } = context
  checkSize(request)
  const { caller, region } = callerAt(request, context, now)
  Object.assign(trail, { accountId: caller.accountId, keyId: caller.keyId, region })
  const { operation, pathMembers } = routeOf(request)
  trail.operation = operation
  checkAccess(operation, caller, region)
  const body = takesBody(operation) ? parseBody(request.body) : {}
  const detector = await detectorOf(pathMembers, caller, region, store)
  if (detector !== undefined) await authorise(operation, detector, store)
  const input = parseInput(operation, pathMembers, request.rawQuery, body)
  const output = await handlerOf(operation, context)(input, {
    caller,
    region,
    now,
    store,
    newId: () => newGuardDutyId(now),
    detector: detector ?? noDetector(caller, region),
    pageTokens: new PageTokens(context.pageTokenKey, tokenScope(operation, caller, region, input)),
    services,
  })
  const { status } = operations[operation]
  return { status, headers: responseHeaders(request.id), body: serialise(operation, output) }
}

/** Whose key signed the request, and for which region; throws the documented error when nobody's did. */
export function callerOf(request: RawSignedRequest, context: Pick<ApiContext, 'findKey' | 'now'>) {
  return callerAt(request, context, context.now())
}

/** The answer that tells of an error. API Gateway's own have `Message`, the service's `message`: a denial may be either. */
export function errorResponse({ status, errorType, bodyType, message }: WireError, requestId: string): ApiResponse {
  const denial = errorType === 'AccessDeniedException' ? { Message: message } : {}
  const body = JSON.stringify({ message, ...denial, __type: bodyType })
  return { status, headers: responseHeaders(requestId, errorType), body }
}

function checkSize({ body }: ApiRequest): void {
  if (body.length > API_BODY_BYTES_MAX) throw tooLarge()
}

function callerAt(
  request: RawSignedRequest,
  { findKey }: Pick<ApiContext, 'findKey'>,
  now: number,
): { caller: Caller; region: string } {
  const { key, region } = verifySignature(request, { now, findKey })
  return { caller: { accountId: key.accountId, keyId: key.id, access: key.access }, region }
}

function routeOf({ method, rawPath }: ApiRequest): Route {
  const found = route(method, rawPath)
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
function handlerOf(operation: OperationName, { handlers = allHandlers }: ApiContext) {
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
