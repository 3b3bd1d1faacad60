import { Random } from '../../simulate/random.ts'
import { normalise, type WireCriteria } from '../../src/aggregate/criteria/normalise.ts'
import type { Store } from '../../src/store/ports.ts'
import { openSqliteStore } from '../../src/store/sqlite/open-sqlite-store.ts'
import type { Check } from '../report.ts'
import type { Bench } from '../scenario.ts'
import type { FindingsStore } from './findings-store.ts'
import { type Latency, latencyCheck, latencyNote, latencyOf } from './latency.ts'
import { DETECTOR_ID, END_MS, instanceName, madeFinding, SPAN_MS, userName } from './made-findings.ts'

const LIST_MS_MAX = 20
const LIST_CALLS = 300
const PUT_CALLS = 20
const PUT_FINDINGS = 1_000
const PAGE = 50
const OWN = [DETECTOR_ID]
const UNARCHIVED: WireCriteria = { 'service.archived': { eq: ['false'] } }

/** A list that clients ask for; `turn` varies its values. */
interface Asked {
  what: string
  criteria(turn: number): WireCriteria
  sort?: { attribute: string; order: 'ASC' | 'DESC' } | undefined
}

/** Ranks by popularity: of 20,000 instances and 5,000 users in a million findings, most of which have both. */
const LISTS: readonly Asked[] = [
  { what: 'all', criteria: () => ({}) },
  { what: 'unarchived of high severity', criteria: () => ({ severity: { eq: ['8'] }, ...UNARCHIVED }) },
  { what: 'of a rare user', criteria: (turn) => byUser(2_000 + turn * 7) },
  { what: 'of a middling user', criteria: (turn) => byUser(10 + (turn % 40)) },
  { what: 'of a common user', criteria: (turn) => byUser(turn % 3) },
  { what: 'of a rare instance', criteria: (turn) => byInstance(5_000 + turn * 31) },
  { what: 'of a middling instance', criteria: (turn) => byInstance(10 + (turn % 40)) },
  { what: 'of a common instance', criteria: (turn) => byInstance(turn % 3) },
  { what: 'unarchived, high, of a middling user', criteria: (turn) => ({ ...high(), ...byUser(5 + (turn % 20)) }) },
  {
    what: 'unarchived, high, of a middling instance',
    criteria: (turn) => ({ ...high(), ...byInstance(5 + (turn % 20)) }),
  },
  { what: 'updated in the last minutes', criteria: (turn) => since(turn * 60_000), sort: updatedFirst() },
  { what: 'updated in the last hours', criteria: (turn) => since(turn * 360_000) },
  {
    what: 'updated since long ago, oldest first',
    criteria: (turn) => since(SPAN_MS - turn * 1e7),
    sort: updatedFirst(),
  },
  { what: 'by severity', criteria: () => UNARCHIVED, sort: { attribute: 'severity', order: 'DESC' } },
  { what: 'by severity, least first', criteria: () => UNARCHIVED, sort: { attribute: 'severity', order: 'ASC' } },
  {
    what: 'not of a common user',
    criteria: (turn) => ({ 'resource.accessKeyDetails.userName': { neq: [userName(turn % 3)] } }),
  },
]

function byUser(rank: number): WireCriteria {
  return { 'resource.accessKeyDetails.userName': { eq: [userName(rank)] } }
}

function byInstance(rank: number): WireCriteria {
  return { 'resource.instanceDetails.instanceId': { eq: [instanceName(rank)] } }
}

function high(): WireCriteria {
  return { severity: { eq: ['8'] }, ...UNARCHIVED }
}

function since(ms: number): WireCriteria {
  return { updatedAt: { gte: END_MS - ms } }
}

function updatedFirst(): Asked['sort'] {
  return { attribute: 'updatedAt', order: 'ASC' }
}

/** What the store alone takes, in this process. */
export async function storeFigures(
  bench: Bench,
  { path }: FindingsStore,
  findings: number,
): Promise<{ checks: Check[]; notes: string[] }> {
  const store = await openSqliteStore({ path })
  try {
    const checks: Check[] = []
    const notes: string[] = []
    for (const asked of LISTS) {
      bench.say(`api: store, list ${asked.what}`)
      const { latency, found } = await listed(store, asked)
      checks.push(latencyCheck(latency, LIST_MS_MAX))
      notes.push(`${latencyNote(latency)}, ${found.toFixed(0)} findings a page`)
    }
    for (const latency of await others(store, findings)) notes.push(latencyNote(latency))
    return { checks, notes }
  } finally {
    await store.close()
  }
}

async function listed(store: Store, { what, criteria, sort }: Asked): Promise<{ latency: Latency; found: number }> {
  let found = 0
  const latency = await latencyOf(`list ${what}`, LIST_CALLS, async (turn) => {
    const normal = normalise(criteria(turn))
    if ('reason' in normal) throw new Error(normal.reason)
    const page = await store.findings.list({
      detectorIds: OWN,
      criteria: normal,
      limit: PAGE,
      ...(sort === undefined ? {} : { sort }),
    })
    found += page.ids.length
  })
  return { latency, found: found / (LIST_CALLS + 10) }
}

async function others(store: Store, findings: number): Promise<Latency[]> {
  const random = new Random('bench').fork('others')
  const some = (count: number) => Array.from({ length: count }, () => madeFinding(random.whole(0, findings - 1)))
  const pages = Array.from({ length: 20 }, () => some(PAGE).map(({ document }) => document.id))
  const batches = Array.from({ length: PUT_CALLS }, () => some(PUT_FINDINGS))
  return [
    await latencyOf(`get ${PAGE}`, LIST_CALLS, (turn) => store.findings.get(OWN, pages[turn % pages.length] ?? [])),
    await latencyOf('statistics of all', LIST_CALLS, () =>
      store.findings.countBySeverity({ detectorIds: OWN, criteria: [] }),
    ),
    await latencyOf('statistics of those unarchived, which reads them all', 3, () => {
      const criteria = normalise(UNARCHIVED)
      return store.findings.countBySeverity({ detectorIds: OWN, criteria: 'reason' in criteria ? [] : criteria })
    }),
    await latencyOf(`put ${PUT_FINDINGS} that happened again`, PUT_CALLS, (turn) => {
      const batch = batches[turn % batches.length] ?? []
      for (const { document } of batch) {
        document.service.count += 1
        document.updatedAt = new Date(Date.parse(document.updatedAt) + 1).toISOString()
      }
      return store.findings.put(batch)
    }),
  ]
}
