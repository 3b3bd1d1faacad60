import type { Signal } from '../detect/signal.ts'
import type { Inventory } from '../inventory/inventory.ts'
import { findingType } from '../model/catalogue/index.ts'
import { factsOf, keyOf } from './facts.ts'
import { absorb, type FindingState, firstState, type Piece } from './finding-state.ts'
import { resourceOf } from './resource.ts'

/** Findings held at once; past it, signals of new findings are counted as overflow and not kept. */
export const FINDINGS_MAX = 1_000_000

/** Reads a signal with what the inventory knows of its resource now. */
export function pieceOf(signal: Signal, inventory: Inventory): Piece {
  const entry = findingType(signal.type)
  const resource = resourceOf(signal, entry, inventory)
  const facts = factsOf(signal, entry, resource)
  return { signal, entry, resource, facts, key: keyOf(entry, facts) }
}

/** What all signals of one finding have in common. */
export function identityOf({ signal, key }: Piece): string {
  return JSON.stringify([signal.accountId, signal.region, signal.type, ...key])
}

/** Turns signals into findings: one for each value of the catalogue's key, as of the order in which signals come. */
export class Findings {
  readonly findingsMax: number
  readonly #findings = new Map<string, FindingState>()
  /** Signals of new findings that were not kept. */
  overflow = 0

  constructor(findingsMax = FINDINGS_MAX) {
    this.findingsMax = findingsMax
  }

  get size(): number {
    return this.#findings.size
  }

  /** Adds a signal; details of its resource are taken from the inventory as it is now. */
  add(signal: Signal, inventory: Inventory): FindingState | undefined {
    const piece = pieceOf(signal, inventory)
    const identity = identityOf(piece)
    const known = this.#findings.get(identity)
    if (known !== undefined) {
      absorb(known, piece)
      return known
    }
    if (this.#findings.size >= this.findingsMax) {
      this.overflow++
      return undefined
    }
    const state = firstState(piece, signal.last)
    this.#findings.set(identity, state)
    return state
  }

  /** Most severe first, then by time of first sight, type and key: the same order for the same findings. */
  all(): FindingState[] {
    return [...this.#findings.values()].sort(
      (a, b) =>
        b.severity - a.severity ||
        a.firstSeen - b.firstSeen ||
        compareText(a.entry.type, b.entry.type) ||
        compareText(JSON.stringify(a.key), JSON.stringify(b.key)) ||
        compareText(a.accountId + a.region, b.accountId + b.region),
    )
  }
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
