import type { Observer } from '../../detect/correlate.ts'
import type { Detector as DetectionRule } from '../../detect/detector.ts'
import { Engine } from '../../detect/engine.ts'
import type { Observation } from '../../detect/observation.ts'
import type { Signal } from '../../detect/signal.ts'
import type { Geo } from '../../intel/geo.ts'
import { type Indicators, IndicatorsBuilder } from '../../intel/indicators.ts'
import { Inventory } from '../../inventory/inventory.ts'
import type { JsonValue } from '../../normalize/event.ts'
import type { Judge, Judgement } from './judges.ts'

/**
 * The memory of detection of a service: one engine for each detector of the API, over one inventory. Shows each event to
 * the engine of its account and region.
 */
export class Engines {
  readonly #rules: readonly DetectionRule[]
  readonly #geo: Geo
  readonly #engines = new Map<string, Engine>()
  #inventory: Inventory

  constructor(rules: readonly DetectionRule[], geo: Geo, inventory = new Inventory()) {
    this.#rules = rules
    this.#geo = geo
    this.#inventory = inventory
  }

  get inventory(): Inventory {
    return this.#inventory
  }

  /** Subjects remembered and things forgotten, of all engines, by the types that their detectors find. */
  sizes(): Map<string, { size: number; evictions: number }> {
    const sizes = new Map<string, { size: number; evictions: number }>()
    for (const engine of this.#engines.values()) {
      for (const { types, state } of engine.states()) {
        const name = types[0] ?? ''
        const sum = sizes.get(name) ?? { size: 0, evictions: 0 }
        sizes.set(name, { size: sum.size + state.size, evictions: sum.evictions + state.evictions })
      }
    }
    return sizes
  }

  /** An observer for one batch. */
  observer(judge: Judge): Observer {
    const engineOf = (accountId: string, region: string) => {
      const judgement = judge.of(accountId, region)
      return judgement === undefined ? undefined : this.#engine(judgement)
    }
    const inventory = this.#inventory
    return {
      context: { inventory },
      wantsPair: (pair) => engineOf(pair.subject.accountId, pair.subject.region ?? '')?.wantsPair(pair) ?? false,
      observe: (observation) => {
        const { accountId, region } = placeOf(observation, inventory)
        return engineOf(accountId, region)?.observe(observation) ?? []
      },
      advance: (time) => {
        const signals: Signal[] = []
        for (const [id, engine] of this.#engines) {
          if (judge.detectorIds.has(id)) signals.push(...engine.advance(time))
        }
        return signals
      },
    }
  }

  /** Forgets the engines of detectors that are no more. */
  keepOnly(detectorIds: ReadonlySet<string>): void {
    for (const id of this.#engines.keys()) if (!detectorIds.has(id)) this.#engines.delete(id)
  }

  snapshot(): JsonValue {
    const engines = [...this.#engines].map(([id, engine]) => [id, engine.snapshot()])
    return { inventory: this.#inventory.snapshot(), engines }
  }

  restore(snapshot: JsonValue): void {
    const { inventory, engines } = snapshot as { inventory: JsonValue; engines: [string, JsonValue][] }
    this.#inventory = Inventory.restore(inventory)
    this.#engines.clear()
    for (const [id, state] of engines) {
      const engine = this.#start(new IndicatorsBuilder().build())
      engine.restore(state)
      this.#engines.set(id, engine)
    }
  }

  #engine({ detectorId, indicators }: Judgement): Engine {
    let engine = this.#engines.get(detectorId)
    if (engine === undefined) {
      engine = this.#start(indicators)
      this.#engines.set(detectorId, engine)
    }
    engine.context.indicators = indicators
    return engine
  }

  #start(indicators: Indicators): Engine {
    return new Engine(this.#rules, { inventory: this.#inventory, indicators, geo: this.#geo, learning: false })
  }
}

/** Where an observation belongs; a cluster's home is the inventory's to know. */
function placeOf(observation: Observation, inventory: Inventory): { accountId: string; region: string } {
  switch (observation.source) {
    case 'flow': {
      const { accountId, region = '' } = observation.subject
      return { accountId, region }
    }
    case 'kubernetes':
      return inventory.findCluster(observation.accountId, observation.clusterName) ?? observation
    default:
      return observation
  }
}
