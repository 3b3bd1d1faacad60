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

/** What a format's reader hands over: texts of entries, or what it could not read. */
export type RawEntry = { text: string; threatName?: string; line: number } | RejectedEntry

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
      else {
        const indicator = indicatorOf(entry.text, entry.threatName)
        if (typeof indicator === 'string') this.#reject({ line: entry.line, reason: indicator })
        else yield indicator
      }
    }
  }
}

/** An indicator, or why the text is none. */
function indicatorOf(text: string, threatName: string | undefined): Indicator | string {
  const told = threatName === undefined || threatName === '' ? {} : { threatName }
  const first = text.charCodeAt(0)
  const mayBeAddress = (first >= 0x30 && first <= 0x39) || first === 0x5b || text.includes(':')
  const address = mayBeAddress ? parseAddressEntry(text) : undefined
  if (address !== undefined) return { ...address, ...told }
  const name = parseName(hostOf(text))
  if (name === 'public-suffix') return `${text.slice(0, 80)} is a public suffix that everybody shares`
  if (name === undefined) return `${text.slice(0, 80)} is no address, block or name`
  return { kind: 'name', name, ...told }
}

/** The host of a URL, or of a trail with a path or port; other text as it is. */
function hostOf(text: string): string {
  const scheme = text.indexOf('://')
  const rest = scheme < 0 ? text : text.slice(scheme + 3)
  const end = rest.search(/[/?#]/)
  const host = end < 0 ? rest : rest.slice(0, end)
  const port = host.lastIndexOf(':')
  return port > 0 && /^\d+$/.test(host.slice(port + 1)) ? host.slice(0, port) : host
}
