import type { FindingTypeName } from '../../model/catalogue/index.ts'
import type { JsonValue } from '../../normalize/event.ts'
import { BoundedMap } from '../../std/bounded-map.ts'
import type { Context, Detector, DetectorState, RunningDetector, Shown } from '../detector.ts'
import { NO_SIGNALS } from '../detector.ts'
import type { Signal } from '../signal.ts'
import type { Topic } from '../topic.ts'
import type { Vector } from '../vector.ts'
import { SUBJECTS_MAX } from './bounds.ts'
import { isKind, type Kind, type OfKind, type SignalParts } from './match.ts'
import { type Item, WindowItems, type WindowView } from './window-items.ts'

const MINUTE_MS = 60_000
/** Items in one subject's window, unless the rule says otherwise. */
const ITEMS_MAX = 4_096

export interface ThresholdRule<K extends Kind> {
  type: FindingTypeName
  on: K
  select: readonly Topic[]
  when?: (shown: OfKind<K>, context: Context) => boolean
  /** The subject that is counted for, e.g. instance and remote address. */
  key: (shown: OfKind<K>) => string | number
  /** What is counted: one item a distinct value. Items with the same value are one, their measures added up. */
  items: (shown: OfKind<K>) => readonly Item[]
  windowMs: number
  /** How much longer to wait for what belongs to a minute, e.g. answers, before judging it. */
  settleMs?: number
  /** Whether the window of a subject is over the limit. */
  exceeds: (window: WindowView) => boolean
  /** `latest` is the subject's newest observation; `window` what was counted. */
  signal: (latest: OfKind<K>, window: WindowView, context: Context) => SignalParts
  vectors: readonly Vector[]
  subjectsMax?: number
  itemsMax?: number
}

interface Subject<K extends Kind> {
  items: WindowItems
  latest: OfKind<K>
  /** Epoch milliseconds of its newest item. */
  last: number
}

/**
 * Counts distinct values by key in a sliding window, judged once a minute of event time: fires for each minute with
 * new items in which the window is over the limit. Judging whole minutes makes the outcome independent of the order
 * within them.
 */
export function threshold<K extends Kind>(rule: ThresholdRule<K>): Detector {
  return {
    types: [rule.type],
    shape: 'threshold',
    select: rule.select,
    vectors: rule.vectors,
    start: () => new RunningThreshold(rule),
  }
}

class RunningThreshold<K extends Kind> implements RunningDetector {
  readonly #rule: ThresholdRule<K>
  readonly #subjects: BoundedMap<string | number, Subject<K>>
  /** Subjects with new items, by the minute they are of; minutes in order. */
  readonly #due = new Map<number, Set<string | number>>()
  readonly #forgotten = { items: 0 }
  readonly state: DetectorState

  constructor(rule: ThresholdRule<K>) {
    this.#rule = rule
    this.#subjects = new BoundedMap(rule.subjectsMax ?? SUBJECTS_MAX)
    this.state = thresholdState(this.#subjects, this.#due, this.#forgotten)
  }

  observe(shown: Shown, context: Context): readonly Signal[] {
    const { on, when, key, items, windowMs, itemsMax } = this.#rule
    if (!isKind(shown, on)) return NO_SIGNALS
    if (when !== undefined && !when(shown, context)) return NO_SIGNALS
    const added = items(shown)
    if (added.length === 0) return NO_SIGNALS
    const name = key(shown)
    const subject = this.#subjects.get(name) ?? {
      items: new WindowItems(windowMs, itemsMax ?? ITEMS_MAX),
      latest: shown,
      last: 0,
    }
    for (const item of added) {
      this.#forgotten.items += subject.items.add(item)
      subject.last = Math.max(subject.last, item.last)
    }
    subject.latest = shown
    this.#subjects.set(name, subject)
    const minute = Math.floor(added[0].first / MINUTE_MS)
    const due = this.#due.get(minute)
    if (due === undefined) this.#due.set(minute, new Set([name]))
    else due.add(name)
    return NO_SIGNALS
  }

  advance(time: number, context: Context): readonly Signal[] {
    const signals: Signal[] = []
    const settled = time - MINUTE_MS - (this.#rule.settleMs ?? 0)
    for (const minute of [...this.#due.keys()].sort((a, b) => a - b)) {
      if (minute * MINUTE_MS > settled) break
      const names = this.#due.get(minute) ?? new Set()
      this.#due.delete(minute)
      for (const name of names) {
        const subject = this.#subjects.get(name)
        if (subject !== undefined) this.#judge(subject, (minute + 1) * MINUTE_MS, context, signals)
      }
    }
    this.#forget(settled - this.#rule.windowMs)
    return signals
  }

  /** Subjects are in the order of their last writing, so the stale ones come first. */
  #forget(before: number): void {
    for (const [name, subject] of this.#subjects.entries()) {
      if (subject.last >= before) return
      this.#subjects.delete(name)
    }
  }

  #judge(subject: Subject<K>, until: number, context: Context, signals: Signal[]): void {
    const window = subject.items.view(until)
    if (!this.#rule.exceeds(window)) return
    signals.push({ type: this.#rule.type, ...this.#rule.signal(subject.latest, window, context) })
  }
}

function thresholdState<K extends Kind>(
  subjects: BoundedMap<string | number, Subject<K>>,
  due: Map<number, Set<string | number>>,
  forgotten: { readonly items: number },
): DetectorState {
  return {
    get size() {
      return subjects.size
    },
    get evictions() {
      return subjects.evictions + forgotten.items
    },
    snapshot: () => ({
      subjects: [...subjects.entries()].map(([name, { items, latest, last }]) => [
        name,
        items.snapshot() as unknown as JsonValue,
        latest as unknown as JsonValue,
        last,
      ]),
      due: [...due].map(([minute, names]) => [minute, [...names]]),
    }),
    restore(snapshot: JsonValue) {
      const saved = snapshot as unknown as ThresholdSnapshot<K>
      for (const [name, items, latest, last] of saved.subjects) {
        subjects.set(name, { items: WindowItems.restore(items), latest, last })
      }
      for (const [minute, names] of saved.due) due.set(minute, new Set(names))
    },
  }
}

interface ThresholdSnapshot<K extends Kind> {
  subjects: [string | number, ReturnType<WindowItems['snapshot']>, OfKind<K>, number][]
  due: [number, (string | number)[]][]
}
