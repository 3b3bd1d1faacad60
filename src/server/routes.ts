import type { Logger } from 'pino'
import type { Organization } from '../api/operation.ts'
import { type ApiContext, type ApiRequest, answerRequest, callerOf, errorResponse } from '../api/request-path.ts'
import { responseHeaders } from '../api/response-headers.ts'
import { internalError, notPermitted, tooLarge, unknownRoute, WireError } from '../api/wire-error.ts'
import type { Clock } from '../std/clock.ts'
import type { Store } from '../store/ports.ts'
import type { AccessKeys } from './access-keys.ts'
import type { Config } from './config/schema.ts'
import type { Answer, RawRequest, RawResponse } from './http.ts'
import { deliver } from './ingest-records.ts'

export interface RoutesContext {
  store: Store
  config: Config
  clock: Clock
  log: Logger
  keys: AccessKeys
  organization: Organization | undefined
  pageTokenKey: Uint8Array
  newRequestId: () => string
  /** Sets or destinations have something to settle. */
  settle: () => void
  /** Log records were accepted. */
  delivered: () => void
  isDetecting: () => boolean
}

const RETRY_SECONDS = '5'

/** Tells the paths of the service apart: health, deliveries, and everything else, which is the API's. */
export function createRoutes(context: RoutesContext): { answer: Answer; tooLarge: Answer } {
  const api = apiContext(context)
  return {
    async answer(raw) {
      const request = apiRequest(raw, context.newRequestId())
      if (request.method === 'OPTIONS') return { status: 200, headers: responseHeaders(request.id), body: '' }
      switch (request.rawPath) {
        case '/healthz':
          return plain(200, 'ok')
        case '/readyz':
          return context.isDetecting() ? plain(200, 'ok') : plain(503, 'detection is not working; see the log')
        case '/ingest/v1/records':
          return ingest(request, api, context)
        case '/picket/v1/pipeline':
          return pipelineState(request, api, context)
        default:
          return answerRequest(request, api)
      }
    },
    async tooLarge() {
      return errorResponse(tooLarge(), context.newRequestId())
    },
  }
}

function apiContext({
  store,
  config,
  clock,
  log,
  keys,
  organization,
  pageTokenKey,
  settle,
}: RoutesContext): ApiContext {
  const emails = new Map(config.accounts.map(({ id, email }) => [id, email]))
  return {
    store,
    now: clock,
    findKey: (id) => keys.find(id),
    pageTokenKey,
    services: { organization, emailOf: (accountId) => emails.get(accountId), settle, pricing: config.pricing },
    onRequest({ failure, ...record }) {
      if (failure === undefined) log.info({ event: 'request.answered', ...record })
      else log.error({ event: 'request.failed', ...record, error: failure instanceof Error ? failure.stack : failure })
    },
  }
}

/** Takes log bytes of any kind that a scan reads, signed with a key that may deliver. */
function ingest(request: ApiRequest, api: ApiContext, context: RoutesContext): Promise<RawResponse> {
  const { store, clock, delivered } = context
  const { id, method, body } = request
  return answered(request, context, async () => {
    if (method !== 'POST') throw unknownRoute()
    const { caller, region } = callerOf(request, api)
    if (caller.access === 'read') throw notPermitted(caller.accountId, region, 'IngestRecords')
    const delivery = await deliver(body, { caller, region, store, clock, name: `request ${id}` })
    if (delivery.outcome === 'busy') {
      const busy = json(id, { message: 'Too many records wait to be read. Send these again later.' })
      return { ...busy, status: 503, headers: { ...busy.headers, 'Retry-After': RETRY_SECONDS } }
    }
    delivered()
    return json(id, delivery)
  })
}

/** What waits to be judged, for whoever may read. */
function pipelineState(request: ApiRequest, api: ApiContext, context: RoutesContext): Promise<RawResponse> {
  return answered(request, context, async () => {
    const { caller, region } = callerOf(request, api)
    if (caller.access === 'ingest') throw notPermitted(caller.accountId, region, 'GetPipeline')
    return json(request.id, { waiting: await context.store.pendingObjects.pending() })
  })
}

/** The answer, or what went wrong as clients see it. */
async function answered(
  { id, rawPath }: ApiRequest,
  { log }: RoutesContext,
  answer: () => Promise<RawResponse>,
): Promise<RawResponse> {
  try {
    return await answer()
  } catch (error) {
    if (error instanceof WireError) return errorResponse(error, id)
    log.error({ event: 'request.failed', requestId: id, rawPath, error: error instanceof Error ? error.stack : error })
    return errorResponse(internalError(), id)
  }
}

function json(requestId: string, document: object): RawResponse {
  return { status: 200, headers: responseHeaders(requestId), body: JSON.stringify(document) }
}

function apiRequest({ method, url, headers, body }: RawRequest, id: string): ApiRequest {
  const question = url.indexOf('?')
  const rawPath = question < 0 ? url : url.slice(0, question)
  return { id, method, rawPath, rawQuery: question < 0 ? '' : url.slice(question + 1), headers, body }
}

function plain(status: number, text: string): RawResponse {
  return { status, headers: { 'Content-Type': 'text/plain' }, body: `${text}\n` }
}
