import type { FlowSubject } from '../normalize/event.ts'

/** Addresses remembered for one interface; a node with prefix delegation has hundreds. */
const ADDRESSES_MAX = 1_024

/** What one or more tallies know, in a form that threads exchange. */
export interface OwnAddresses {
  interfaces: { name: string; certain: number[]; counts: [address: number, records: number][] }[]
}

/** What the records of one interface tell of its addresses. */
export class InterfaceTally {
  /** Local in a record that tells which side is local. */
  readonly certain = new Set<number>()
  /** How many records of the interface, of those that do not tell, have the address on either side. */
  readonly counts = new Map<number, number>()
  #last = -1
  #judged: { addresses: ReadonlySet<number> | undefined } | undefined

  /** The address is the interface's own. */
  own(address: number): void {
    if (address === this.#last) return
    this.#last = address
    if (this.certain.size < ADDRESSES_MAX) this.certain.add(address)
  }

  /** One of the two is the interface's own. */
  either(a: number, b: number): void {
    this.#count(a)
    this.#count(b)
  }

  /** Judged once: ask when all records have been told. */
  addresses(): ReadonlySet<number> | undefined {
    if (this.#judged === undefined) this.#judged = { addresses: this.#judge() }
    return this.#judged.addresses
  }

  #judge(): ReadonlySet<number> | undefined {
    if (this.certain.size > 0) return this.certain
    const [first, second] = [...this.counts].sort((a, b) => b[1] - a[1] || a[0] - b[0])
    if (first === undefined || (second !== undefined && second[1] === first[1])) return undefined
    return new Set([first[0]])
  }

  #count(address: number): void {
    const records = this.counts.get(address)
    if (records !== undefined || this.counts.size < ADDRESSES_MAX) this.counts.set(address, (records ?? 0) + 1)
  }
}

/**
 * Learns the addresses of interfaces from their records, for formats without `flow-direction`: an interface's own
 * address is on one side of every one of its records, a remote one only on some.
 */
export class OwnAddressTally {
  readonly #tallies = new Map<string, InterfaceTally>()

  /** What is known of one interface, to add to: a caller with many records of it keeps this at hand. */
  interface(subject: FlowSubject): InterfaceTally {
    return this.#tally(interfaceName(subject))
  }

  /** The interface's own addresses: certain ones, else the one that most records have; undefined when two tie. */
  of(subject: FlowSubject): ReadonlySet<number> | undefined {
    return this.#tallies.get(interfaceName(subject))?.addresses()
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

  #tally(name: string): InterfaceTally {
    let tally = this.#tallies.get(name)
    if (tally === undefined) {
      tally = new InterfaceTally()
      this.#tallies.set(name, tally)
    }
    return tally
  }
}

function interfaceName(subject: FlowSubject): string {
  return `${subject.accountId} ${subject.interfaceId}`
}
