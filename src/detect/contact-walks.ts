import { isRoutable4 } from '../intel/routable.ts'
import type { JsonValue } from '../normalize/event.ts'
import { walkAfter } from '../stats/random-walk.ts'
import { BoundedMap } from '../std/bounded-map.ts'
import { type Pair, serviceOf } from './flow-groups.ts'

const INTERFACES_MAX = 20_000
const SERVICES_MAX = 256
/** After so many minutes without a failure a walk begins anew. */
const IDLE_MINUTES_MAX = 10

interface Walk {
  minute: number
  walk: number
}

/**
 * Which contacts with public addresses are worth being looked at: those that fail, and those that are answered while
 * failures prevail. Nearly all contacts are neither, and cost one look into a map. Services are told apart by protocol and port.
 */
export class ContactWalks {
  readonly #interfaces = new BoundedMap<string, BoundedMap<number, Walk>>(INTERFACES_MAX)

  /** Takes note of a pair's contacts, and answers whether one of them is worth it. */
  failing({ subject: { interfaceId }, minute, remote, failed, services, service, contacts }: Pair): boolean {
    if (services === 0) return false
    if (!failed) {
      const walks = this.#interfaces.get(interfaceId)
      if (walks === undefined || (services === 1 && !walks.has(service))) return false
    }
    if (!isRoutable4(remote)) return false
    let failing = false
    for (const { protocol, port, answered } of contacts()) {
      const walks = this.#interfaces.get(interfaceId)
      if (answered && walks === undefined) continue
      failing = this.#step(interfaceId, walks, serviceOf(protocol, port), answered, minute) || failing
    }
    return failing
  }

  #step(
    interfaceId: string,
    walks: BoundedMap<number, Walk> | undefined,
    service: number,
    answered: boolean,
    minute: number,
  ): boolean {
    const known = walks?.get(service)
    const before = known === undefined || minute - known.minute > IDLE_MINUTES_MAX ? 0 : known.walk
    const walk = walkAfter(before, answered)
    if (walk > 0) {
      const own = walks ?? new BoundedMap<number, Walk>(SERVICES_MAX)
      own.set(service, { minute: answered ? (known?.minute ?? minute) : minute, walk })
      this.#interfaces.set(interfaceId, own)
    } else if (walks?.delete(service) && walks.size === 0) this.#interfaces.delete(interfaceId)
    return !answered || before > 0
  }

  snapshot(): JsonValue {
    return [...this.#interfaces.entries()].map(([interfaceId, walks]) => [
      interfaceId,
      [...walks.entries()].map(([service, { minute, walk }]) => [service, minute, walk]),
    ])
  }

  restore(snapshot: JsonValue): void {
    for (const [interfaceId, saved] of snapshot as [string, [number, number, number][]][]) {
      const walks = new BoundedMap<number, Walk>(SERVICES_MAX)
      for (const [service, minute, walk] of saved) walks.set(service, { minute, walk })
      this.#interfaces.set(interfaceId, walks)
    }
  }
}
