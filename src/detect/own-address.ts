import type { FlowSubject } from '../normalize/event.ts'

/** Addresses remembered for one interface; a node with prefix delegation has hundreds. */
const ADDRESSES_MAX = 1_024

/** What one or more tallies know, in a form that threads exchange. */
export interface OwnAddresses {
  interfaces: { name: string; certain: number[]; counts: [address: number, records: number][] }[]
}

interface Tally {
  /** Local in a record that tells which side is local. */
  certain: Set<number>
  /** How many records of the interface, of those that do not tell, have the address on either side. */
  counts: Map<number, number>
}

/**
 * Learns the addresses of interfaces from their records, for formats without `flow-direction`: an interface's own
 * address is on one side of every one of its records, a remote one only on some.
 */
export class OwnAddressTally {
  readonly #tallies = new Map<string, Tally>()

  certain(subject: FlowSubject, address: number): void {
    const tally = this.#tally(interfaceName(subject))
    if (tally.certain.size < ADDRESSES_MAX) tally.certain.add(address)
  }

  either(subject: FlowSubject, a: number, b: number): void {
    const { counts } = this.#tally(interfaceName(subject))
    for (const address of [a, b]) {
      const records = counts.get(address)
      if (records !== undefined || counts.size < ADDRESSES_MAX) counts.set(address, (records ?? 0) + 1)
    }
  }

  /** The interface's own addresses: certain ones, else the one that most records have; undefined when two tie. */
  of(subject: FlowSubject): ReadonlySet<number> | undefined {
    const tally = this.#tallies.get(interfaceName(subject))
    if (tally === undefined) return undefined
    if (tally.certain.size > 0) return tally.certain
    const [first, second] = [...tally.counts].sort((a, b) => b[1] - a[1] || a[0] - b[0])
    if (first === undefined || (second !== undefined && second[1] === first[1])) return undefined
    return new Set([first[0]])
  }

  export(): OwnAddresses {
    return {
      interfaces: [...this.#tallies].map(([name, tally]) => ({
        name,
        certain: [...tally.certain],
        counts: [...tally.counts],
      })),
    }
  }

  merge(other: OwnAddresses): void {
    for (const { name, certain, counts } of other.interfaces) {
      const tally = this.#tally(name)
      for (const address of certain) tally.certain.add(address)
      for (const [address, records] of counts) tally.counts.set(address, (tally.counts.get(address) ?? 0) + records)
    }
  }

  #tally(name: string): Tally {
    let tally = this.#tallies.get(name)
    if (tally === undefined) {
      tally = { certain: new Set(), counts: new Map() }
      this.#tallies.set(name, tally)
    }
    return tally
  }
}

function interfaceName(subject: FlowSubject): string {
  return `${subject.accountId} ${subject.interfaceId}`
}
