import { radixOrder } from '../std/radix-order.ts'

interface Columns {
  first: Uint32Array
  last: Uint32Array
  asn: Uint32Array
  /** Index into the organisations. */
  org: Uint32Array
}

/** Networks by ranges of IPv4 addresses: typed arrays, and organisation names once each. */
export class AsnTable {
  readonly #columns: Columns
  readonly #orgs: readonly string[]

  private constructor(columns: Columns, orgs: readonly string[]) {
    this.#columns = columns
    this.#orgs = orgs
  }

  /**
   * Reads lines `first,last,asn,organisation` whose addresses are numbers or dotted quads; the organisation may be quoted.
   * Other lines are left out.
   */
  static parse(bytes: Uint8Array): AsnTable {
    const reader = new LineReader(bytes)
    const { columns, orgs } = reader.read()
    return new AsnTable(inOrder(columns), orgs)
  }

  get size(): number {
    return this.#columns.first.length
  }

  find(address: number): { asn: number; asnOrg: string } | undefined {
    const { first, last, asn, org } = this.#columns
    let low = 0
    let high = first.length
    while (low < high) {
      const middle = (low + high) >>> 1
      if (first[middle] <= address) low = middle + 1
      else high = middle
    }
    const at = low - 1
    if (at < 0 || last[at] < address) return undefined
    return { asn: asn[at], asnOrg: this.#orgs[org[at]] }
  }
}

const NEWLINE = 0x0a
const COMMA = 0x2c
const DOT = 0x2e
const QUOTE = 0x22

/** Reads the lines without making strings: most of them repeat the organisation of an earlier line of the same network. */
class LineReader {
  readonly #bytes: Buffer
  readonly #orgs = new Map<string, number>()
  /** Where in the bytes the organisation of each network was first read. */
  readonly #byAsn = new Map<number, { start: number; end: number; number: number }>()
  #at = 0

  constructor(bytes: Uint8Array) {
    this.#bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  }

  read(): { columns: Columns; orgs: string[] } {
    const bytes = this.#bytes
    const rowsMax = linesIn(bytes)
    const [first, last, asn, org] = Array.from({ length: 4 }, () => new Uint32Array(rowsMax))
    let count = 0
    for (let start = 0; start < bytes.length; ) {
      const newline = bytes.indexOf(NEWLINE, start)
      const end = newline < 0 ? bytes.length : newline
      this.#at = start
      first[count] = this.#number(end)
      last[count] = this.#number(end)
      asn[count] = this.#number(end)
      // A cell that is no number leaves the position past the line.
      if (this.#at <= end && first[count] <= last[count]) {
        org[count] = this.#organisation(asn[count], this.#at, end)
        count++
      }
      start = end + 1
    }
    const columns = { first, last, asn, org }
    for (const name of ['first', 'last', 'asn', 'org'] as const) columns[name] = columns[name].slice(0, count)
    return { columns, orgs: [...this.#orgs.keys()] }
  }

  /** The number or dotted quad up to the next comma; what is neither ends the line. */
  #number(end: number): number {
    let whole = 0
    let part = 0
    const start = this.#at
    for (let at = start; at < end; at++) {
      const byte = this.#bytes[at]
      if (byte === COMMA && at > start && whole + part <= 0xffffffff) {
        this.#at = at + 1
        return whole + part
      }
      if (byte === DOT) {
        whole = (whole + part) * 256
        part = 0
      } else if (byte >= 0x30 && byte <= 0x39) part = part * 10 + byte - 0x30
      else break
    }
    this.#at = end + 1
    return 0
  }

  #organisation(asn: number, start: number, end: number): number {
    const known = this.#byAsn.get(asn)
    if (known !== undefined && this.#bytes.compare(this.#bytes, known.start, known.end, start, end) === 0)
      return known.number
    const cell = this.#bytes.toString('utf8', start, end).trim()
    const name = cell.charCodeAt(0) === QUOTE ? cell.slice(1, -1).replaceAll('""', '"') : cell
    const number = this.#orgs.get(name) ?? this.#orgs.size
    this.#orgs.set(name, number)
    this.#byAsn.set(asn, { start, end, number })
    return number
  }
}

function linesIn(bytes: Buffer): number {
  let lines = 1
  for (let at = bytes.indexOf(NEWLINE); at >= 0; at = bytes.indexOf(NEWLINE, at + 1)) lines++
  return lines
}

function inOrder(columns: Columns): Columns {
  const { first, last, asn, org } = columns
  if (first.every((address, i) => i === 0 || first[i - 1] <= address)) return columns
  const order = radixOrder(first, last, first.length)
  const moved = (column: Uint32Array) => column.map((_, i) => column[order[i]])
  return { first: moved(first), last: moved(last), asn: moved(asn), org: moved(org) }
}
