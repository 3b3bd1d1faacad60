import type { ApiCall, KubernetesRequest, NameQuery } from '../normalize/event.ts'
import { type ConfigItem, eventFrom } from '../normalize/event-from.ts'
import { mergeSorted, type SortedCursor } from '../std/merge-sorted.ts'
import { type Candidate, compareCandidates } from './candidates.ts'
import type { Context } from './detector.ts'
import type { Engine } from './engine.ts'
import { flowSummaries, type OwnAddress, type RowCursor } from './flow-groups.ts'
import type { FlowSummary } from './flow-summary.ts'
import { NameSummaries } from './name-summaries.ts'
import type { Signal } from './signal.ts'

const MINUTE_MS = 60_000

/** A sorted run of candidates being read. */
export interface CandidateCursor extends SortedCursor {
  current: Candidate
}

export interface CorrelateInput {
  candidates: readonly CandidateCursor[]
  flows: readonly RowCursor[]
  ownAddress: OwnAddress
  /** Epoch milliseconds: stop before the first minute that is not over by then, and leave open windows open. */
  until?: number
}

/** What events are shown to: an engine, or one of several chosen by account. */
export type Observer = Pick<Engine, 'wantsPair' | 'observe' | 'advance'> & { context: Pick<Context, 'inventory'> }

/**
 * The stateful half over a closed set of extracted runs: puts all sources into one order of event time, minute by
 * minute, and hands on what the engine signals. Identical deliveries and the stages of one request are one event.
 * Yields the end of each minute done, so that the caller can pause.
 */
export function* correlate(
  input: CorrelateInput,
  engine: Observer,
  onSignal: (signal: Signal) => void,
): Generator<number, void, void> {
  const until = input.until ?? Number.MAX_SAFE_INTEGER
  const events = new EventReader(input.candidates)
  const flows = new FlowReader(flowSummaries(input.flows, input.ownAddress, (pair) => engine.wantsPair(pair)))
  for (;;) {
    const next = Math.min(events.nextTime(), flows.nextTime())
    if (next === Number.POSITIVE_INFINITY) break
    const end = (Math.floor(next / MINUTE_MS) + 1) * MINUTE_MS
    if (end > until) break
    const names = new NameSummaries()
    for (const event of events.before(end)) {
      if (event.source === 'dns') names.add(event)
      else if (event.source === 'config') engine.context.inventory.load(event.document, event)
      else engine.observe(event).forEach(onSignal)
    }
    for (const summary of names.all()) engine.observe(summary).forEach(onSignal)
    for (const summary of flows.before(end)) engine.observe(summary).forEach(onSignal)
    engine.advance(end).forEach(onSignal)
    yield end
  }
  if (until < Number.POSITIVE_INFINITY) engine.advance(until).forEach(onSignal)
}

type Event = ApiCall | NameQuery | KubernetesRequest | ConfigItem

/** Reads candidates in order, parses them, and drops repeated deliveries of the same event. */
class EventReader {
  readonly #merged: Generator<CandidateCursor, void, void>
  #next: Candidate | undefined

  constructor(cursors: readonly CandidateCursor[]) {
    this.#merged = mergeSorted(cursors, (a, b) => compareCandidates(a.current, b.current))
    this.#step()
  }

  nextTime(): number {
    return this.#next?.time ?? Number.POSITIVE_INFINITY
  }

  *before(end: number): Generator<Event, void, void> {
    while (this.#next !== undefined && this.#next.time < end) yield* this.#instant(this.#next.time)
  }

  /** All candidates of one instant; of several with the same identity, the most telling one. */
  #instant(time: number): Iterable<Event> {
    const events = new Map<string, Event>()
    let previous: Candidate | undefined
    while (this.#next !== undefined && this.#next.time === time) {
      const candidate = this.#next
      if (previous === undefined || compareCandidates(previous, candidate) !== 0) {
        const event = eventFrom(candidate.source, candidate.bytes, candidate.context)
        if (!('reason' in event)) keepBest(events, event)
      }
      previous = candidate
      this.#step()
    }
    return events.values()
  }

  #step(): void {
    const next = this.#merged.next()
    this.#next = next.done ? undefined : next.value.current
  }
}

function keepBest(events: Map<string, Event>, event: Event): void {
  const identity = 'id' in event && event.id !== '' ? `${event.source} ${event.id}` : `unnamed ${events.size}`
  const known = events.get(identity)
  const better = known?.source === 'kubernetes' && event.source === 'kubernetes' && event.stage === 'ResponseComplete'
  if (known === undefined || better) events.set(identity, event)
}

/** Reads flow summaries in order of their minute. */
class FlowReader {
  readonly #pairs: Generator<FlowSummary[], void, void>
  #next: FlowSummary[] | undefined

  constructor(pairs: Generator<FlowSummary[], void, void>) {
    this.#pairs = pairs
    this.#step()
  }

  nextTime(): number {
    return this.#next === undefined ? Number.POSITIVE_INFINITY : this.#next[0].first
  }

  *before(end: number): Generator<FlowSummary, void, void> {
    while (this.#next !== undefined && this.nextTime() < end) {
      yield* this.#next
      this.#step()
    }
  }

  #step(): void {
    const next = this.#pairs.next()
    this.#next = next.done ? undefined : next.value
  }
}
