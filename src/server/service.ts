import { randomBytes, randomUUID } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import type { Logger } from 'pino'
import { detectors } from '../detect/detectors/index.ts'
import { createS3Client } from '../ingest/s3-client.ts'
import { openGeoFiles } from '../intel/geo-files.ts'
import type { Clock } from '../std/clock.ts'
import type { Store } from '../store/ports.ts'
import { openSqliteStore } from '../store/sqlite/open-sqlite-store.ts'
import { AccessKeys, type FirstKey, firstKey, withFirstKey } from './access-keys.ts'
import { Repeating } from './background/repeating.ts'
import { retain } from './background/retain.ts'
import { settleDestinations } from './background/settle-destinations.ts'
import { settleLists } from './background/settle-lists.ts'
import { hostOf, portOf } from './config/load-config.ts'
import type { Config } from './config/schema.ts'
import { defaultWorkers, ExtractThreads } from './extract-objects.ts'
import { createHttpServer } from './http.ts'
import { joinNewAccounts } from './join-new-accounts.ts'
import { DetectionLoop } from './live/detection-loop.ts'
import { ListCompiler } from './live/list-compiler.ts'
import { LiveDetection } from './live/live-detection.ts'
import { organizationOf } from './organization.ts'
import { inventorySeed, loadOwnLists } from './own-lists.ts'
import { createRoutes } from './routes.ts'

export interface Service {
  /** `http://127.0.0.1:8686` */
  url: string
  /** Shown to the user when it is new. */
  firstKey: FirstKey | undefined
  store: Store
  /** Lets the batch in progress end, and closes everything. */
  stop(): Promise<void>
}

const SETTLE_EVERY_MS = 60_000
const RETAIN_EVERY_MS = 3_600_000
const PAGE_TOKEN_KEY = 'page-token-key'

/** Composes a running service: store, detection, background work, HTTP. Nothing here but the wiring. */
export async function startService(
  configured: Config,
  { log, clock }: { log: Logger; clock: Clock },
): Promise<Service> {
  const { dataDir } = configured
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  const store = await openSqliteStore({ path: join(dataDir, 'picket.db') })
  const key = configured.accounts.length === 0 ? await firstKey(store, dataDir) : undefined
  const config = key === undefined ? configured : withFirstKey(configured, key)
  const organization = organizationOf(config)
  if (organization !== undefined) await joinNewAccounts(store, organization, config.accounts, clock())
  const onError = (event: string) => (error: unknown) => log.error({ event, error: messageOf(error) })
  const s3 = lazy(() => createS3Client(s3Settings(config)))
  const { lists: allowed } = config
  const endpoint = config.aws.endpoints?.s3
  const settling = {
    store,
    s3,
    clock,
    allowed: { ...allowed, ...(endpoint === undefined ? {} : { s3Endpoint: endpoint }) },
  }
  const settle = new Repeating(
    async () => (await settleLists(settling)) + (await settleDestinations(settling)),
    SETTLE_EVERY_MS,
    onError('settle.failed'),
  )
  const retention = new Repeating(() => retain(store, config, clock()), RETAIN_EVERY_MS, onError('retention.failed'))
  const geo = openGeoFiles()
  for (const warning of geo.warnings) log.warn({ event: 'geo.incomplete', warning })
  const threads = new ExtractThreads(Math.max(2, config.workers ?? defaultWorkers()))
  const lists = new ListCompiler(loadOwnLists(config))
  const seed = inventorySeed(config)
  const detection = new LiveDetection({ store, config, rules: detectors, lists, threads, geo, clock, seed })
  const loop = new DetectionLoop(detection, {
    onBatch: (report) => log.info({ event: 'batch.committed', ...report, totals: report.totals.counts.records }),
    onFailure: onError('batch.failed'),
  })
  const routes = createRoutes({
    store,
    config,
    clock,
    log,
    keys: new AccessKeys(config.accounts),
    organization,
    pageTokenKey: await pageTokenKey(store),
    newRequestId: randomUUID,
    settle: () => settle.kick(),
    delivered: () => loop.wake(),
    isDetecting: () => loop.isWorking,
  })
  const server = createHttpServer(config, routes.answer, routes.tooLarge)
  const url = await listen(server, config)
  for (const task of [settle, retention]) task.kick()
  loop.wake()
  return {
    url,
    firstKey: key,
    store,
    async stop() {
      await server.close()
      await Promise.all([settle.stop(), retention.stop(), loop.stop()])
      await threads.close()
      await store.close()
    },
  }
}

async function listen(server: FastifyInstance, { listen: place, tls }: Config): Promise<string> {
  await server.listen({ host: hostOf(place), port: portOf(place) })
  const address = server.server.address()
  const port = typeof address === 'object' && address !== null ? address.port : portOf(place)
  const host = hostOf(place)
  return `${tls === undefined ? 'http' : 'https'}://${host.includes(':') ? `[${host}]` : host}:${port}`
}

/** Page tokens outlive a restart. */
async function pageTokenKey(store: Store): Promise<Uint8Array> {
  const kept = await store.secrets.read(PAGE_TOKEN_KEY)
  if (kept !== undefined) return kept
  const fresh = randomBytes(32)
  await store.transaction((stores) => stores.secrets.write(PAGE_TOKEN_KEY, fresh))
  return fresh
}

function s3Settings({ aws }: Config) {
  const { region, pathStyle, endpoints } = aws
  return {
    ...(endpoints?.s3 === undefined ? {} : { endpoint: endpoints.s3 }),
    ...(region === undefined ? {} : { region }),
    ...(pathStyle === undefined ? {} : { pathStyle }),
  }
}

function lazy<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined
  return () => {
    made ??= make()
    return made
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
