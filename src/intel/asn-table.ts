import { parseIpv4 } from '../std/ipv4.ts'

/** Networks by ranges of IPv4 addresses: typed arrays, and organisation names once each. */
export class AsnTable {
  readonly #first: Uint32Array
  readonly #last: Uint32Array
  readonly #asn: Uint32Array
  readonly #org: Uint32Array
  readonly #orgs: readonly string[]

  private constructor(
    first: Uint32Array,
    last: Uint32Array,
    asn: Uint32Array,
    org: Uint32Array,
    orgs: readonly string[],
  ) {
    this.#first = first
    this.#last = last
    this.#asn = asn
    this.#org = org
    this.#orgs = orgs
  }

  /** Reads lines `first,last,asn,organisation` with numeric addresses, sorted; the organisation may be quoted. */
  static parse(text: string): AsnTable {
    const columns: [number[], number[], number[], number[]] = [[], [], [], []]
    const orgs = new Map<string, number>()
    for (let start = 0; start < text.length; ) {
      const newline = text.indexOf('\n', start)
      const end = newline < 0 ? text.length : newline
      addLine(text, start, end, columns, orgs)
      start = end + 1
    }
    const [first, last, asn, org] = columns.map((column) => Uint32Array.from(column))
    return new AsnTable(first, last, asn, org, [...orgs.keys()])
  }

  find(address: string): { asn: number; asnOrg: string } | undefined {
    const value = parseIpv4(address)
    if (value === undefined) return undefined
    let low = 0
    let high = this.#first.length
    while (low < high) {
      const middle = (low + high) >>> 1
      if (this.#first[middle] <= value) low = middle + 1
      else high = middle
    }
    const at = low - 1
    if (at < 0 || this.#last[at] < value) return undefined
    return { asn: this.#asn[at], asnOrg: this.#orgs[this.#org[at]] }
  }
}

function addLine(
  text: string,
  start: number,
  end: number,
  columns: [number[], number[], number[], number[]],
  orgs: Map<string, number>,
): void {
  const a = text.indexOf(',', start)
  const b = text.indexOf(',', a + 1)
  const c = text.indexOf(',', b + 1)
  if (a < 0 || b < 0 || c < 0 || c > end) return
  const first = Number(text.slice(start, a))
  const last = Number(text.slice(a + 1, b))
  const asn = Number(text.slice(b + 1, c))
  if (!(first <= last && last <= 0xffffffff) || !Number.isInteger(asn)) return
  const name = text.slice(c + 1, end).trim()
  const org = name.startsWith('"') ? name.slice(1, -1).replaceAll('""', '"') : name
  let number = orgs.get(org)
  if (number === undefined) {
    number = orgs.size
    orgs.set(org, number)
  }
  columns[0].push(first)
  columns[1].push(last)
  columns[2].push(asn)
  columns[3].push(number)
}
