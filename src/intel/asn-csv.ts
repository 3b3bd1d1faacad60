import { parseAddress } from './address-text.ts'

const NEWLINE = 0x0a
const LINE_BYTES_MAX = 1_024

/** Who announces an address. */
export interface Network {
  asn: number
  asnOrg: string
}

/**
 * Networks by ranges of addresses, in lines `first,last,asn,organisation` ordered by address: IPv4 as numbers or dotted
 * quads, or IPv6; the organisation perhaps quoted. Looked up by halving the bytes themselves: nothing is read that is
 * not asked for.
 */
export class AsnCsv {
  readonly #bytes: Buffer

  constructor(bytes: Uint8Array) {
    this.#bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  }

  /** Whether the last line is one of a network: enough to tell another kind of file. */
  get isReadable(): boolean {
    const end = this.#bytes.at(-1) === NEWLINE ? this.#bytes.length - 1 : this.#bytes.length
    return this.#lineAt(this.#lineStart(end)) !== undefined
  }

  find(address: number | bigint): Network | undefined {
    let low = 0
    let high = this.#bytes.length
    let nearest: Line | undefined
    while (low < high) {
      const start = this.#lineStart((low + high) >>> 1)
      const line = this.#lineAt(start)
      if (line !== undefined && line.first > address) high = start
      else {
        if (line !== undefined) nearest = line
        low = this.#nextLine(start)
      }
    }
    return nearest === undefined || nearest.last < address ? undefined : { asn: nearest.asn, asnOrg: nearest.asnOrg }
  }

  #lineStart(at: number): number {
    return at === 0 ? 0 : this.#bytes.lastIndexOf(NEWLINE, at - 1) + 1
  }

  #nextLine(start: number): number {
    const newline = this.#bytes.indexOf(NEWLINE, start)
    return newline < 0 ? this.#bytes.length : newline + 1
  }

  #lineAt(start: number): Line | undefined {
    const end = Math.min(this.#nextLine(start), start + LINE_BYTES_MAX)
    return lineOf(this.#bytes.toString('utf8', start, end).trim())
  }
}

interface Line extends Network {
  first: number | bigint
  last: number | bigint
}

function lineOf(text: string): Line | undefined {
  const [, from = '', to = '', asn = '', cell = ''] = /^([\da-f.:]+),([\da-f.:]+),(\d+),(.*)$/i.exec(text) ?? []
  const first = addressOf(from)
  const last = addressOf(to)
  if (first === undefined || last === undefined || first > last) return undefined
  return {
    first,
    last,
    asn: Number(asn),
    asnOrg: cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell,
  }
}

function addressOf(text: string): number | bigint | undefined {
  if (!/^\d+$/.test(text)) return parseAddress(text)
  const address = Number(text)
  return address > 0xffffffff ? undefined : address
}
