import { LIST_FORMATS } from '../intel/parse-list.ts'
import type { Input } from '../model/api/operations.ts'
import type { Stores } from '../store/ports.ts'
import type { Detector, IndicatorSet, IndicatorSetKind } from '../store/records.ts'
import { setArn } from './arns.ts'
import { once } from './once.ts'
import type { OperationRequest } from './operation.ts'
import { pageOf } from './page.ts'
import { checkTags } from './tagged-resource.ts'
import { invalidInput, invalidParameter, limitExceeded, noSuchResource } from './wire-error.ts'

/** GuardDuty's limits of sets in a detector. */
const SETS_MAX = { ipset: 1, threatintelset: 6 }
const NAMES = { ipset: 'ipSetId', threatintelset: 'threatIntelSetId' }
const OPERATIONS = { ipset: 'CreateIPSet', threatintelset: 'CreateThreatIntelSet' }
/** Between two states: nothing else may be asked for meanwhile. */
const UNDER_WAY = new Set<IndicatorSet['status']>(['ACTIVATING', 'DEACTIVATING', 'DELETE_PENDING'])

/** An IP set and a threat intel set differ in their limits, their names on the wire, and in what their entries mean. */
export async function createSet(
  kind: IndicatorSetKind,
  input: Input<'CreateIPSet'>,
  { detector, now, store, newId, services }: OperationRequest,
): Promise<string> {
  checkTags(input.tags)
  if (!LIST_FORMATS.some((format) => format === input.format)) throw invalidParameter('format')
  const creation = { operation: OPERATIONS[kind], scope: detector.id, token: input.clientToken, input, now }
  const { id } = await store.transaction((stores) =>
    once(stores, creation, async () => {
      const others = await stores.indicatorSets.list(detector.id, kind)
      if (others.length >= SETS_MAX[kind]) throw limitExceeded()
      if (others.some((other) => other.name === input.name)) throw invalidParameter('name')
      const { name, format, location, activate, tags = {} } = input
      const status = activate ? 'ACTIVATING' : 'INACTIVE'
      const set = { id: newId(), detectorId: detector.id, kind, name, format, location, status } as const
      await stores.indicatorSets.insert({ ...set, reason: null, entries: null, createdAt: now, updatedAt: now })
      await stores.tags.merge(setArn(detector, kind, set.id), tags)
      return { id: set.id }
    }),
  )
  services.settle()
  return id
}

/** One that was deleted is answered as such, until its detector is. */
export async function getSet(kind: IndicatorSetKind, id: string, { detector, store }: OperationRequest) {
  const owner = await ownerOf(store, detector)
  const set = await store.indicatorSets.find(owner.id, kind, id)
  if (set === undefined) throw invalidId(kind)
  const { name, location, format, status } = set
  return { name, location, format, status, tags: await store.tags.of(setArn(owner, kind, id)) }
}

export async function listSets(
  kind: IndicatorSetKind,
  input: { maxResults?: number; nextToken?: string },
  request: OperationRequest,
) {
  const owner = await ownerOf(request.store, request.detector)
  const sets = await request.store.indicatorSets.list(owner.id, kind)
  const { items, nextToken } = pageOf(sets, ({ id }) => id, input, request)
  return { ids: items.map(({ id }) => id), nextToken }
}

/** A new location, or activating again, reads the file again. */
export async function updateSet(
  kind: IndicatorSetKind,
  id: string,
  input: { name?: string; location?: string; activate?: boolean },
  { detector, now, store, services }: OperationRequest,
): Promise<void> {
  await store.transaction(async (stores) => {
    const before = await existing(stores, detector, kind, id)
    const others = await stores.indicatorSets.list(detector.id, kind)
    if (others.some((other) => other.id !== id && other.name === input.name)) throw invalidParameter('name')
    const { name = before.name, location = before.location, activate } = input
    await stores.indicatorSets.update({
      ...before,
      name,
      location,
      status: statusAfter(before, activate, location !== before.location),
      updatedAt: now,
    })
  })
  services.settle()
}

export async function deleteSet(
  kind: IndicatorSetKind,
  id: string,
  { detector, now, store, services }: OperationRequest,
): Promise<void> {
  await store.transaction(async (stores) => {
    const before = await existing(stores, detector, kind, id)
    await stores.indicatorSets.update({ ...before, status: 'DELETE_PENDING', updatedAt: now })
    await stores.tags.clear(setArn(detector, kind, id))
  })
  services.settle()
}

function statusAfter(
  { status }: IndicatorSet,
  activate: boolean | undefined,
  isMoved: boolean,
): IndicatorSet['status'] {
  if (activate === false) return status === 'ACTIVE' ? 'DEACTIVATING' : 'INACTIVE'
  if (activate === true || (isMoved && status === 'ACTIVE')) return 'ACTIVATING'
  return status
}

async function existing(stores: Stores, detector: Detector, kind: IndicatorSetKind, id: string): Promise<IndicatorSet> {
  const set = await stores.indicatorSets.find(detector.id, kind, id)
  if (set === undefined) throw invalidId(kind)
  if (set.status === 'DELETED') throw noSuchResource()
  if (UNDER_WAY.has(set.status)) throw invalidId(kind)
  return set
}

/** A member sees its administrator's sets. */
async function ownerOf(stores: Stores, detector: Detector): Promise<Detector> {
  const membership = await stores.memberships.associationOf(detector)
  if (membership === undefined) return detector
  const { administratorId: accountId, region } = membership
  return (await stores.detectors.findByPlace({ accountId, region })) ?? detector
}

function invalidId(kind: IndicatorSetKind) {
  return invalidInput(`The request is rejected because an invalid ${NAMES[kind]} is specified.`)
}
