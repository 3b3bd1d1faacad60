import { gunzipSync, gzipSync } from 'node:zlib'
import type { Piece } from '../../aggregate/finding-state.ts'
import { pieceOf } from '../../aggregate/findings.ts'
import { correlate } from '../../detect/correlate.ts'
import type { Detector as DetectionRule } from '../../detect/detector.ts'
import { emptyCounts } from '../../detect/extract.ts'
import { screenOf } from '../../detect/screen.ts'
import type { Signal } from '../../detect/signal.ts'
import type { Geo } from '../../intel/geo.ts'
import type { Indicators } from '../../intel/indicators.ts'
import type { Inventory } from '../../inventory/inventory.ts'
import { findingType } from '../../model/catalogue/index.ts'
import type { Clock } from '../../std/clock.ts'
import type { Store, Stores } from '../../store/ports.ts'
import type { PendingObject } from '../../store/records.ts'
import type { Config } from '../config/schema.ts'
import { addCounts, type ExtractThreads, type ExtractTotals } from '../extract-objects.ts'
import type { Metered } from '../meter.ts'
import { topicsOf } from '../pipeline.ts'
import { Engines } from './engines.ts'
import { writeFindings } from './finding-writer.ts'
import { type Judge, judgesOf } from './judges.ts'
import { Lane, type LaneState } from './lane.ts'
import type { ListCompiler } from './list-compiler.ts'
import { isSourceOn, MonitoringPlan } from './monitoring-plan.ts'

/** Objects and bytes taken into one batch. */
const BATCH = { objects: 1000, bytes: 32 << 20 }
/** How long correlation may hold the thread before requests get their turn. */
const TURN_MS = 20
const STATE_NAME = 'live'
const STATE_VERSION = 1

export interface LiveSettings {
  store: Store
  config: Pick<Config, 'organization' | 'accounts' | 'lateness'>
  rules: readonly DetectionRule[]
  lists: ListCompiler
  threads: ExtractThreads
  geo: Geo
  clock: Clock
  /** Puts what the configuration tells of instances and clusters into an inventory. */
  seed: (inventory: Inventory) => void
}

/** What a batch came to. */
export interface BatchReport {
  objects: number
  totals: ExtractTotals
  signals: number
  created: number
  updated: number
  late: number
  /** Records of accounts that no enabled detector watches, or that the deliverer may not speak for. */
  unwatched: Metered[]
}

interface LiveState {
  version: number
  engines: ReturnType<Engines['snapshot']>
  lanes: [delivererId: string, LaneState][]
}

/**
 * The path of a service, batch by batch: takes accepted log objects, extracts, judges what is due in order of event time, and
 * commits findings, what detection remembers, usage and the objects' fate in one transaction. After a crash the next batch
 * begins where the last commit was.
 */
export class LiveDetection {
  readonly #settings: LiveSettings
  #engines: Engines
  #lanes = new Map<string, Lane>()
  /** Receipt order of the last object taken into a lane. */
  #taken = 0

  constructor(settings: LiveSettings) {
    this.#settings = settings
    this.#engines = new Engines(settings.rules, settings.geo)
  }

  get engines(): Engines {
    return this.#engines
  }

  /** Records wait in a lane to be judged. */
  get isWaiting(): boolean {
    return [...this.#lanes.values()].some((lane) => !lane.isEmpty)
  }

  /** Goes back to the last commit. */
  async restore(): Promise<void> {
    const { store, rules, geo, seed } = this.#settings
    for (const lane of this.#lanes.values()) lane.close()
    this.#engines = new Engines(rules, geo)
    this.#lanes = new Map()
    this.#taken = 0
    const bytes = await store.engineStates.read(STATE_NAME)
    if (bytes !== undefined) this.#load(bytes)
    seed(this.#engines.inventory)
  }

  #load(bytes: Uint8Array): void {
    const state: LiveState = JSON.parse(gunzipSync(bytes).toString('utf8'))
    if (state.version !== STATE_VERSION)
      throw new Error(`the engine state has version ${state.version}, not ${STATE_VERSION}`)
    this.#engines.restore(state.engines)
    for (const [delivererId, lane] of state.lanes) this.#lanes.set(delivererId, new Lane(lane))
  }

  /**
   * One batch. `all`: nothing more is expected for now, so everything there is can be judged. Answers undefined when there
   * was nothing to do. Throws when it could not be committed; then `restore`.
   */
  async batch(all: boolean): Promise<BatchReport | undefined> {
    const { store, config, lists } = this.#settings
    const objects = await store.pendingObjects.take({ ...BATCH, after: this.#taken })
    if (objects.length === 0 && !(all && this.isWaiting)) return undefined
    const plan = await MonitoringPlan.load(store, config)
    const union = await this.#union(plan)
    const metered: { delivererId: string; metered: Metered }[] = []
    const totals: ExtractTotals = { counts: emptyCounts(), bytes: 0 }
    for (const [delivererId, own] of Map.groupBy(objects, (object) => object.accountId)) {
      const extracted = await this.#extract(delivererId, own, union, (more) => metered.push(...more))
      addCounts(totals.counts, extracted.counts)
      totals.bytes += extracted.bytes
    }
    this.#taken = Math.max(this.#taken, ...objects.map(({ sequence }) => sequence))
    const pieces: Piece[] = []
    this.#engines.keepOnly(plan.detectorIds)
    const judgeOf = await judgesOf(plan, lists, store)
    const watermarks = new Map<Lane, number>()
    const lateBefore = this.#late()
    for (const [delivererId, lane] of this.#lanes) {
      const until = lane.due(config.lateness * 1000, all && objects.length < BATCH.objects)
      watermarks.set(lane, until)
      await this.#judge(lane, until, plan, judgeOf(delivererId), (piece) => pieces.push(piece))
    }
    const late = this.#late() - lateBefore
    const { watched, unwatched } = sortUsage(metered, plan)
    const done = [...watermarks].flatMap(([lane, watermark]) => lane.finish(watermark))
    for (const [delivererId, lane] of this.#lanes)
      if (lane.isEmpty && lane.watermark === 0) this.#lanes.delete(delivererId)
    const written = await store.transaction((stores) => this.#commit(stores, { pieces, plan, watched, done }))
    return { objects: objects.length, totals, signals: pieces.length, ...written, late, unwatched }
  }

  close(): void {
    for (const lane of this.#lanes.values()) lane.close()
  }

  #late(): number {
    return [...this.#lanes.values()].reduce((sum, lane) => sum + lane.late, 0)
  }

  /** Extraction asks for what anybody's lists name; each engine then asks its own. */
  async #union(plan: MonitoringPlan): Promise<Indicators> {
    const { lists, store } = this.#settings
    const sets = new Map([...plan.all()].flatMap((monitored) => monitored.sets.map((set) => [set.id, set])))
    return lists.compile([...sets.values()], store)
  }

  async #extract(
    delivererId: string,
    objects: readonly PendingObject[],
    union: Indicators,
    onMetered: (metered: { delivererId: string; metered: Metered }[]) => void,
  ): Promise<ExtractTotals> {
    const { threads, rules } = this.#settings
    const lane = this.#lanes.get(delivererId) ?? new Lane()
    this.#lanes.set(delivererId, lane)
    const totals: ExtractTotals = { counts: emptyCounts(), bytes: 0 }
    for (const [wasJudged, own] of Map.groupBy(objects, (object) => lane.wasJudged(object.id))) {
      const ids = own.map(({ id }) => id)
      const extracted = await threads.extract({
        objects: own.map((object) => ({
          kind: 'delivered',
          bytes: object.bytes,
          context: { accountId: object.accountId, region: object.region },
          name: object.name,
          sizeBytes: object.bytes.length,
        })),
        settings: { screen: screenOf(topicsOf(rules)), decoder: { context: {} }, metered: true },
        indicators: union,
        runs: lane.begin(ids, wasJudged),
        onOwnAddresses: (addresses) => lane.learnAddresses(addresses),
        // What was judged before a restart was counted before it.
        onMetered: (more) => onMetered(wasJudged ? [] : more.map((metered) => ({ delivererId, metered }))),
        onProgress: () => {},
        signal: NEVER,
      })
      addCounts(totals.counts, extracted.counts)
      totals.bytes += extracted.bytes
    }
    return totals
  }

  async #judge(
    lane: Lane,
    until: number,
    plan: MonitoringPlan,
    judge: Judge,
    onPiece: (piece: Piece) => void,
  ): Promise<void> {
    const { inventory } = this.#engines
    const observer = this.#engines.observer(judge)
    const onSignal = (signal: Signal) => {
      const monitored = plan.of(signal.accountId, signal.region)
      if (monitored === undefined || !isSourceOn(monitored.detector, findingType(signal.type).dataSource)) return
      onPiece(pieceOf(signal, inventory))
    }
    const input = {
      ...lane.cursors(until),
      until,
      ownAddress: (subject: Parameters<Lane['ownAddresses']>[0]) =>
        inventory.addressesOf(subject.interfaceId) ?? lane.ownAddresses(subject),
    }
    let turnAt = performance.now()
    for (const _minute of correlate(input, observer, onSignal)) {
      if (performance.now() - turnAt < TURN_MS) continue
      await new Promise((resolve) => setImmediate(resolve))
      turnAt = performance.now()
    }
  }

  async #commit(
    stores: Stores,
    { pieces, plan, watched, done }: { pieces: Piece[]; plan: MonitoringPlan; watched: Metered[]; done: string[] },
  ): Promise<{ created: number; updated: number }> {
    const now = this.#settings.clock()
    const { geo } = this.#settings
    let created = 0
    let updated = 0
    const byPlace = Map.groupBy(pieces, ({ signal }) => `${signal.accountId} ${signal.region}`)
    for (const own of byPlace.values()) {
      const [{ signal }] = own
      const monitored = plan.of(signal.accountId, signal.region)
      // The detector may have gone while the batch was judged.
      if (monitored === undefined || (await stores.detectors.find(monitored.detector.id)) === undefined) continue
      const written = await writeFindings(own, monitored, { stores, geo, now })
      created += written.created.length
      updated += written.updated.length
    }
    const day = new Date(now).toISOString().slice(0, 10)
    await stores.usage.add(watched.map((one) => ({ ...one, day })))
    await stores.engineStates.write(STATE_NAME, this.#snapshot())
    await stores.pendingObjects.markDone(done, now)
    return { created, updated }
  }

  #snapshot(): Uint8Array {
    const state: LiveState = {
      version: STATE_VERSION,
      engines: this.#engines.snapshot(),
      lanes: [...this.#lanes].map(([delivererId, lane]) => [delivererId, lane.state]),
    }
    return gzipSync(JSON.stringify(state), { level: 1 })
  }
}

const NEVER = new AbortController().signal

/** Only what is watched, and by whom it may be told, is metered. */
function sortUsage(
  counted: readonly { delivererId: string; metered: Metered }[],
  plan: MonitoringPlan,
): { watched: Metered[]; unwatched: Metered[] } {
  const watched: Metered[] = []
  const unwatched: Metered[] = []
  for (const { delivererId, metered } of counted) {
    const { accountId, region, dataSource } = metered
    const monitored = plan.mayDeliver(delivererId, accountId, region) ? plan.of(accountId, region) : undefined
    if (monitored !== undefined && isSourceOn(monitored.detector, dataSource)) watched.push(metered)
    else unwatched.push(metered)
  }
  return { watched, unwatched }
}
