import { readFileSync } from 'node:fs'
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import type { Config } from './config/schema.ts'

export interface RawRequest {
  method: string
  /** Path and query as sent, undecoded. */
  url: string
  headers: Readonly<Record<string, string | string[] | undefined>>
  body: Uint8Array
}

export interface RawResponse {
  status: number
  headers: Readonly<Record<string, string>>
  body: string | Uint8Array
}

/** Answers one request; never throws for what a client sent. */
export type Answer = (request: RawRequest) => Promise<RawResponse>

/** The largest body of any path; paths of the API allow less. */
export const BODY_BYTES_MAX = 32 << 20
const HEADERS_TIMEOUT_MS = 20_000
const REQUEST_TIMEOUT_MS = 60_000
const KEEP_ALIVE_MS = 72_000

/** The HTTP server: reads whole bodies as bytes, leaves every path undecoded, and hands all requests to `answer`. */
export function createHttpServer({ tls }: Pick<Config, 'tls'>, answer: Answer, tooLarge: Answer): FastifyInstance {
  const options = {
    bodyLimit: BODY_BYTES_MAX,
    connectionTimeout: 0,
    requestTimeout: REQUEST_TIMEOUT_MS,
    keepAliveTimeout: KEEP_ALIVE_MS,
    forceCloseConnections: 'idle' as const,
    exposeHeadRoutes: false,
    rewriteUrl: () => '/',
  }
  const server = (
    tls === undefined
      ? fastify(options)
      : fastify({ ...options, https: { cert: readFileSync(tls.certificate), key: readFileSync(tls.key) } })
  ) as FastifyInstance
  server.server.headersTimeout = HEADERS_TIMEOUT_MS
  server.removeAllContentTypeParsers()
  server.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
  server.route({
    method: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'HEAD'],
    url: '/',
    handler: async (request, reply) => {
      return send(reply, await answer(rawRequest(request)))
    },
  })
  server.setErrorHandler(async (_error, request, reply) => send(reply, await tooLarge(rawRequest(request))))
  return server
}

/** As bytes: of a text the framework would say more in the content type than the service does. */
function send(reply: FastifyReply, { status, headers, body }: RawResponse): FastifyReply {
  return reply.code(status).headers(headers).send(Buffer.from(body))
}

/** Repeated headers stay apart: a signature covers each of them. */
function rawRequest({ method, originalUrl, raw, body }: FastifyRequest): RawRequest {
  const headers = Object.fromEntries(
    Object.entries(raw.headersDistinct).map(([name, values]) => [name, values?.length === 1 ? values[0] : values]),
  )
  return { method, url: originalUrl, headers, body: body instanceof Uint8Array ? body : EMPTY }
}

const EMPTY = new Uint8Array(0)
