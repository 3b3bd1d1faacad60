import { Agent, request } from 'node:http'
import { Random } from '../../simulate/random.ts'
import { signRequest } from '../../src/api/sign-request.ts'
import type { Check } from '../report.ts'
import type { Bench } from '../scenario.ts'
import type { FindingsStore } from './findings-store.ts'
import { latencyCheck, latencyNote, latencyOf } from './latency.ts'
import { DETECTOR_ID, instanceName, madeFinding, REGION, userName } from './made-findings.ts'
import { type ServiceProcess, startServiceProcess } from './service-process.ts'

const LIST_MS_MAX = 20
const CALLS = 500
/** Calls that are under way at once while requests a second are counted. */
const CONNECTIONS = 8
const BUSY_CALLS = 4_000
const PAGE = 50

interface Call {
  what: string
  isList: boolean
  method: 'GET' | 'POST'
  path: string
  /** JSON; empty for none. */
  body(turn: number): string
}

/** The API over HTTP: one client waits for each answer, then several ask as fast as they are answered. */
export async function httpFigures(
  bench: Bench,
  { dataDir }: FindingsStore,
  findings: number,
): Promise<{ checks: Check[]; notes: string[] }> {
  const service = await startServiceProcess(dataDir)
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS })
  try {
    const checks: Check[] = []
    const notes: string[] = []
    for (const call of callsOf(findings)) {
      bench.say(`api: HTTP, ${call.what}`)
      const latency = await latencyOf(`HTTP ${call.what}`, CALLS, (turn) => send(service, agent, call, turn))
      if (call.isList) checks.push(latencyCheck(latency, LIST_MS_MAX))
      notes.push(`${latencyNote(latency)}; ${await throughput(service, agent, call)}`)
    }
    return { checks, notes }
  } finally {
    agent.destroy()
    await service.stop()
  }
}

function callsOf(findings: number): Call[] {
  const random = new Random('bench').fork('http')
  const pages = Array.from({ length: 100 }, () =>
    JSON.stringify({
      findingIds: Array.from({ length: PAGE }, () => madeFinding(random.whole(0, findings - 1)).document.id),
    }),
  )
  const list = (what: string, criterion: (turn: number) => object): Call => ({
    what: `ListFindings ${what}`,
    isList: true,
    method: 'POST',
    path: `/detector/${DETECTOR_ID}/findings`,
    body: (turn) => JSON.stringify({ findingCriteria: { criterion: criterion(turn) } }),
  })
  const high = { severity: { eq: ['8'] }, 'service.archived': { eq: ['false'] } }
  const of = (attribute: string, value: string) => ({ [attribute]: { eq: [value] } })
  const user = 'resource.accessKeyDetails.userName'
  const instance = 'resource.instanceDetails.instanceId'
  return [
    { what: 'GetDetector', isList: false, method: 'GET', path: `/detector/${DETECTOR_ID}`, body: () => '' },
    list('unarchived of high severity', () => high),
    list('of a rare user', (turn) => of(user, userName(2_000 + (turn % 3_000)))),
    list('of a middling user', (turn) => of(user, userName(10 + (turn % 40)))),
    list('unarchived, high, of a middling instance', (turn) => ({
      ...high,
      ...of(instance, instanceName(5 + (turn % 20))),
    })),
    {
      what: `GetFindings ${PAGE}`,
      isList: false,
      method: 'POST',
      path: `/detector/${DETECTOR_ID}/findings/get`,
      body: (turn) => pages[turn % pages.length] ?? '',
    },
  ]
}

async function throughput(service: ServiceProcess, agent: Agent, call: Call): Promise<string> {
  const wall = performance.now()
  const cpu = service.cpuSeconds()
  let turn = 0
  const client = async () => {
    while (turn < BUSY_CALLS) await send(service, agent, call, turn++)
  }
  await Promise.all(Array.from({ length: CONNECTIONS }, client))
  const seconds = (performance.now() - wall) / 1000
  const cpuSeconds = service.cpuSeconds() - cpu
  return `${Math.round(turn / seconds)} requests/s, ${Math.round(turn / cpuSeconds)} a second of the service's processor time`
}

async function send({ url, key }: ServiceProcess, agent: Agent, call: Call, turn: number): Promise<void> {
  const { method } = call
  const body = Buffer.from(call.body(turn))
  const target = new URL(call.path, url)
  const headers = {
    ...signRequest({ method, url: target, region: REGION, body, now: Date.now() }, key),
    'content-type': 'application/json',
    'content-length': body.length,
  }
  const { status, text } = await new Promise<{ status: number | undefined; text: string }>((resolve, reject) => {
    const outgoing = request(target, { method, headers, agent }, (response) => {
      const pieces: Buffer[] = []
      response.on('data', (piece: Buffer) => pieces.push(piece))
      response.on('end', () => resolve({ status: response.statusCode, text: Buffer.concat(pieces).toString() }))
      response.on('error', reject)
    })
    outgoing.on('error', reject)
    outgoing.end(body)
  })
  if (status !== 200) throw new Error(`${call.what} answered ${status}: ${text.slice(0, 300)}`)
}
