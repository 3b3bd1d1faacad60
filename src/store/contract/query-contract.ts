import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { DEFAULT_SORT_ATTRIBUTE } from '../../aggregate/criteria/attributes.ts'
import { matches } from '../../aggregate/criteria/matches.ts'
import type { NormalCriteria } from '../../aggregate/criteria/normal-criteria.ts'
import { normalise, type WireCriteria } from '../../aggregate/criteria/normalise.ts'
import { type Sort, sortDocuments } from '../../aggregate/criteria/sort-documents.ts'
import type { Finding } from '../../model/finding.ts'
import type { Store } from '../ports.ts'
import type { StoredFinding } from '../records.ts'
import { type Adapter, withStore } from './adapter.ts'
import { randomCriteria, randomFinding, randomSort } from './random-findings.ts'
import { detector } from './records.ts'

/** With ten, the store asks where each begins before it opens any. */
const DETECTOR_IDS = Array.from({ length: 10 }, (_, i) => `d${i}`.repeat(16))
const RUNS = 40
const PAGES_MAX = 5_000

const samples = new URL('../../../../shared/reference/sample-findings-2022-01.jsonl', import.meta.url)
const skip = existsSync(samples) ? false : 'the sample findings of the real service are not beside the repository'

interface Asked {
  detectorIds: readonly string[]
  criteria: NormalCriteria
  sort: Sort | undefined
  limit: number
}

/** All pages of a list, one after the other. */
async function walked(store: Store, { sort, ...query }: Asked): Promise<string[]> {
  const ids: string[] = []
  let after: string | undefined
  for (let pages = 0; pages < PAGES_MAX; pages++) {
    const page = await store.findings.list({
      ...query,
      ...(sort === undefined ? {} : { sort }),
      ...(after === undefined ? {} : { after }),
    })
    assert.ok(page.ids.length <= query.limit)
    ids.push(...page.ids)
    if (page.next === undefined) return ids
    assert.notEqual(page.next, after, 'a page goes on')
    after = page.next
  }
  throw new Error('a list without an end')
}

/** The answer by reading all documents. */
function expected(documents: Iterable<Finding>, { detectorIds, criteria, sort }: Asked): Finding[] {
  const own = [...documents].filter(
    (document) => detectorIds.includes(document.service.detectorId) && matches(criteria, document),
  )
  return sortDocuments(own, sort ?? { attribute: DEFAULT_SORT_ATTRIBUTE, order: 'DESC' })
}

async function assertSame(store: Store, documents: ReadonlyMap<string, Finding>, asked: Asked): Promise<void> {
  const found = expected(documents.values(), asked)
  assert.deepEqual(
    await walked(store, asked),
    found.map(({ id }) => id),
  )
  const counts: Record<string, number> = {}
  for (const { severity } of found) counts[severity.toFixed(1)] = (counts[severity.toFixed(1)] ?? 0) + 1
  assert.deepEqual(await store.findings.countBySeverity(asked), counts)
}

type Change =
  | { kind: 'put'; findings: StoredFinding[] }
  | { kind: 'archive'; pick: number; archived: boolean }
  | { kind: 'delete'; limit: number; time: number }

const change: fc.Arbitrary<Change> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc
      .array(randomFinding(DETECTOR_IDS.slice(0, 3), 30), { maxLength: 40 })
      .map((findings) => ({ kind: 'put' as const, findings })),
  },
  {
    weight: 2,
    arbitrary: fc
      .array(randomFinding(DETECTOR_IDS, 3), { maxLength: 20 })
      .map((findings) => ({ kind: 'put' as const, findings })),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('archive' as const), pick: fc.nat(), archived: fc.boolean() }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('delete' as const),
      limit: fc.nat(5),
      time: fc.constant(Date.parse('2022-01-01T00:00:00Z')),
    }),
  },
)

const question = fc.record({
  criteria: randomCriteria,
  sort: randomSort,
  limit: fc.integer({ min: 1, max: 12 }),
  detectors: fc.subarray(DETECTOR_IDS, { minLength: 1 }),
})

/** Changes the store and what is known of it alike. */
async function apply(store: Store, known: Map<string, Finding>, one: Change): Promise<void> {
  switch (one.kind) {
    case 'put':
      await store.findings.put(one.findings)
      for (const { document } of one.findings) known.set(document.id, document)
      return
    case 'archive': {
      const ids = [...known.keys()].filter((_, i) => i % 3 === one.pick % 3)
      await store.findings.setArchived(DETECTOR_IDS, ids, one.archived)
      for (const id of ids) {
        const document = known.get(id)
        if (document !== undefined)
          known.set(id, { ...document, service: { ...document.service, archived: one.archived } })
      }
      return
    }
    case 'delete': {
      await store.findings.deleteUpdatedBefore(one.time, one.limit)
      const left = new Set(
        (await store.findings.get(DETECTOR_IDS, [...known.keys()])).map(({ document }) => document.id),
      )
      for (const [id, { updatedAt }] of known)
        if (!left.has(id)) {
          assert.ok(Date.parse(updatedAt) < one.time)
          known.delete(id)
        }
    }
  }
}

async function emptyStore(store: Store): Promise<void> {
  for (const id of DETECTOR_IDS) {
    await store.detectors.delete(id)
    await store.detectors.insert(detector(id, `${DETECTOR_IDS.indexOf(id)}`.repeat(12)))
  }
}

export function queryContract(adapter: Adapter): void {
  describe(`${adapter.name}: lists and counts`, () => {
    for (const scanRowsMax of [1, 30, 20_000]) {
      test(`are what filtering and sorting all documents gives, when a call sees ${scanRowsMax} rows`, () =>
        withStore(
          adapter,
          async ({ store }) => {
            const property = fc.asyncProperty(
              fc.array(fc.tuple(change, fc.array(question, { maxLength: 6 })), { minLength: 1, maxLength: 5 }),
              async (steps) => {
                await emptyStore(store)
                const known = new Map<string, Finding>()
                for (const [one, questions] of steps) {
                  await apply(store, known, one)
                  for (const { criteria: wire, detectors: detectorIds, sort, limit } of questions) {
                    const criteria = normalise(wire)
                    if (!('reason' in criteria)) await assertSame(store, known, { detectorIds, criteria, sort, limit })
                  }
                }
              },
            )
            await fc.assert(property, { numRuns: RUNS })
          },
          { scanRowsMax },
        ))
    }

    test("find the service's own samples by what clients ask for", { skip }, () =>
      withStore(adapter, async ({ store }) => {
        const documents: Finding[] = readFileSync(samples, 'utf8')
          .trim()
          .split('\n')
          .map((line) => JSON.parse(line))
        const detectorId = documents[0]?.service.detectorId ?? ''
        await store.detectors.insert(detector(detectorId))
        await store.findings.put(
          documents.map((document) => ({ document, identity: document.id, state: null, suppressed: false })),
        )
        const known = new Map(documents.map((document) => [document.id, document]))
        for (const wire of CLIENTS_CRITERIA) {
          const criteria = normalise(wire)
          assert.ok(!('reason' in criteria))
          assert.notEqual(
            expected(documents, { detectorIds: [detectorId], criteria, sort: undefined, limit: 1 }).length,
            0,
          )
          for (const limit of [7, 50])
            await assertSame(store, known, { detectorIds: [detectorId], criteria, sort: undefined, limit })
        }
      }),
    )
  })
}

const CLIENTS_CRITERIA: WireCriteria[] = [
  {},
  { severity: { eq: ['8'] }, 'service.archived': { eq: ['false'] } },
  { updatedAt: { greaterThan: '1642015364454' } },
  { 'resource.resourceType': { eq: ['S3Bucket'] }, updatedAt: { greaterThanOrEqual: 1_600_000_000_000 } },
  { 'service.additionalInfo.sample': { eq: ['true'] }, type: { neq: ['Policy:S3/BucketPublicAccessGranted'] } },
  { 'resource.s3BucketDetails.publicAccess.effectivePermissions': { equals: ['NOT_PUBLIC'] } },
  { 'resource.instanceDetails.tags.key': { eq: ['GeneratedFindingInstaceTag3'] } },
]
