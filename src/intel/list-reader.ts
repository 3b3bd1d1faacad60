import { parseAddressEntry } from './address-text.ts'
import type { Indicator } from './indicator.ts'
import { parseName } from './name-text.ts'

/** Rejected entries that are kept to be shown. */
const REJECTED_SHOWN_MAX = 20

export interface RejectedEntry {
  /** 1-based; 0 where the format has no lines. */
  line: number
  reason: string
}

/** What a format's reader hands over: texts of entries, plain IPv4 addresses, or what it could not read. */
export type RawEntry = { text: string; threatName?: string; line: number } | { address4: number } | RejectedEntry

/** Checks entries and counts what is left out: the same for every format. */
export class EntryReader {
  readonly rejected: RejectedEntry[] = []
  rejectedCount = 0

  #reject(entry: RejectedEntry): void {
    this.rejectedCount++
    if (this.rejected.length < REJECTED_SHOWN_MAX) this.rejected.push(entry)
  }

  *read(entries: Iterable<RawEntry>): Generator<Indicator, void, void> {
    for (const entry of entries) {
      if ('reason' in entry) this.#reject(entry)
      else if ('address4' in entry) yield { kind: 'range4', first: entry.address4, last: entry.address4 }
      else {
        const indicator = indicatorOf(entry.text, entry.threatName)
        if (typeof indicator === 'string') this.#reject({ line: entry.line, reason: indicator })
        else yield indicator
      }
    }
  }
}

/** Characters of an entry that a reason repeats. */
const SHOWN_CHARACTERS_MAX = 80

/** An indicator, or why the text is none. */
function indicatorOf(text: string, threatName: string | undefined): Indicator | string {
  const told = threatName === undefined || threatName === '' ? {} : { threatName }
  const address = mayBeAddress(text) ? parseAddressEntry(text) : undefined
  if (address !== undefined) return { ...address, ...told }
  const { host, path } = partsOf(text)
  const addressOfUrl = host !== text && mayBeAddress(host) ? parseAddressEntry(host) : undefined
  if (addressOfUrl !== undefined) return { ...addressOfUrl, ...told }
  const name = parseName(host.includes(':') ? host.replace(/:\d+$/, '') : host)
  const shown = text.slice(0, SHOWN_CHARACTERS_MAX)
  if (name === undefined) return `${shown} is no address, block or name`
  // Who asks for a name does not tell the page: a list of pages holds names of shared and of broken-into hosts.
  if (path.length > 1) return `${shown} names a page, not a whole host`
  if (name === 'public-suffix') return `${shown} is a public suffix that everybody shares`
  return { kind: 'name', name, ...told }
}

function mayBeAddress(text: string): boolean {
  const first = text.charCodeAt(0)
  return (first >= 0x30 && first <= 0x39) || first === 0x5b || text.includes(':')
}

/** Host, with its port, and path of a URL, with or without its scheme; other text is all host. */
function partsOf(text: string): { host: string; path: string } {
  const scheme = text.indexOf('://')
  const rest = scheme < 0 ? text : text.slice(scheme + 3)
  const end = rest.search(/[/?#]/)
  return end < 0 ? { host: rest, path: '' } : { host: rest.slice(0, end), path: rest.slice(end) }
}
