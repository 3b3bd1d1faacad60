import { createHmac } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after } from 'node:test'
import { type OperationName, operationNames } from '../model/api/operations.ts'
import type { Store } from '../store/ports.ts'
import { openSqliteStore } from '../store/sqlite/open-sqlite-store.ts'
import { canonicalRequest, sha256Hex } from './canonical-request.ts'
import type { Caller } from './operation.ts'
import { type AccountKey, type ApiContext, answerRequest, type Handlers, type RequestRecord } from './request-path.ts'

/** For tests of the request path: signed requests on a store with one detector. */
export const NOW = Date.parse('2022-06-06T12:00:00Z')
export const REGION = 'eu-west-1'
export const ACCOUNT = '111111111111'
export const OTHER_ACCOUNT = '222222222222'
export const DETECTOR_ID = '0a'.repeat(16)
const REQUEST_ID = '01234567-89ab-4cde-8f01-23456789abcd'

export interface Asked {
  method: string
  url: string
  body?: string | Uint8Array
  access?: Caller['access']
  accountId?: string
  region?: string
  isSigned?: boolean
}

export interface Heard {
  status: number
  headers: Readonly<Record<string, string>>
  body: string
  /** Of the header. */
  errorType: string | undefined
  /** The body's `message`. */
  message: string | undefined
}

export interface Bench {
  store: Store
  ask(asked: Asked): Promise<Heard>
  /** Records of all requests since the start. */
  records: RequestRecord[]
  /** Operations whose handler was called, with their input. */
  called: { operation: OperationName; input: unknown }[]
}

/** `handle` answers for every operation; what it is asked is kept. Closes the store after the test file. */
export async function openBench(handle: (operation: OperationName) => unknown = () => ({})): Promise<Bench> {
  const folder = mkdtempSync(join(tmpdir(), 'picket-request-'))
  const store = await openSqliteStore({ path: join(folder, 'picket.db') })
  after(async () => {
    await store.close()
    rmSync(folder, { recursive: true, force: true })
  })
  await store.transaction((stores) => stores.detectors.insert(detector()))
  const records: RequestRecord[] = []
  const called: Bench['called'] = []
  const handlers = Object.fromEntries(
    operationNames.map((operation) => [
      operation,
      async (input: unknown) => {
        called.push({ operation, input })
        return handle(operation)
      },
    ]),
  ) as unknown as Handlers
  const context: ApiContext = {
    store,
    now: () => NOW,
    findKey: keyOf,
    pageTokenKey: Buffer.alloc(32, 7),
    services: { organization: undefined, emailOf: () => undefined, settle: () => {}, pricing: FREE },
    onRequest: (record) => records.push(record),
    handlers,
  }
  return { store, records, called, ask: (asked) => ask(asked, context) }
}

const FREE = { cloudTrail: [], flowAndDnsLogs: [], s3Logs: [], kubernetesAuditLogs: [] }

export function detector({ id = DETECTOR_ID, accountId = ACCOUNT, region = REGION } = {}) {
  const dataSources = { s3Logs: true, kubernetesAuditLogs: true }
  const times = { createdAt: NOW, updatedAt: NOW }
  return {
    id,
    accountId,
    region,
    enabled: true,
    findingPublishingFrequency: 'SIX_HOURS',
    dataSources,
    ...times,
  } as const
}

async function ask(asked: Asked, context: ApiContext): Promise<Heard> {
  const { method, url, body = '', isSigned = true } = asked
  const mark = url.indexOf('?')
  const plain = {
    id: REQUEST_ID,
    method,
    rawPath: mark < 0 ? url : url.slice(0, mark),
    rawQuery: mark < 0 ? '' : url.slice(mark + 1),
    headers: { host: 'localhost', 'x-amz-date': TIMESTAMP },
    body: Buffer.from(body),
  }
  const headers = isSigned ? { ...plain.headers, authorization: authorization(plain, asked) } : plain.headers
  const { status, headers: answered, body: text } = await answerRequest({ ...plain, headers }, context)
  const { message } = text === '' ? {} : JSON.parse(text)
  return { status, headers: answered, body: text, errorType: answered['x-amzn-ErrorType'], message }
}

const TIMESTAMP = '20220606T120000Z'
const KEYS = new Map<string, AccountKey>()

/** `ACCOUNT/full` */
function keyOf(id: string): AccountKey | undefined {
  const [accountId = '', access = ''] = id.split('-')
  if (access !== 'full' && access !== 'read' && access !== 'ingest') return undefined
  const key = KEYS.get(id) ?? { id, accountId, access, secret: `the secret of ${id}` }
  KEYS.set(id, key)
  return key
}

type Unsigned = Parameters<typeof canonicalRequest>[0]

function authorization(request: Unsigned, { accountId = ACCOUNT, access = 'full', region = REGION }: Asked): string {
  const id = `${accountId}-${access}`
  const names = ['host', 'x-amz-date']
  const canonical = canonicalRequest(request, names, sha256Hex(request.body)) ?? ''
  const scope = `20220606/${region}/guardduty/aws4_request`
  const key = scope.split('/').reduce<string | Buffer>(hmac, `AWS4the secret of ${id}`)
  const signature = hmac(key, `AWS4-HMAC-SHA256\n${TIMESTAMP}\n${scope}\n${sha256Hex(canonical)}`).toString('hex')
  return `AWS4-HMAC-SHA256 Credential=${id}/${scope}, SignedHeaders=${names.join(';')}, Signature=${signature}`
}

const hmac = (key: string | Buffer, data: string) => createHmac('sha256', key).update(data).digest()
