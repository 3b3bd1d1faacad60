import { gunzipSync } from 'node:zlib'
import { alienVault } from './formats/alien-vault.ts'
import { fireEye } from './formats/fire-eye.ts'
import { jsonList } from './formats/json-list.ts'
import { otxCsv } from './formats/otx-csv.ts'
import { plainText } from './formats/plain-text.ts'
import { proofPoint } from './formats/proof-point.ts'
import { stixBundle } from './formats/stix-bundle.ts'
import { stixXml } from './formats/stix-xml.ts'
import type { Indicator } from './indicator.ts'
import { EntryReader, type RawEntry, type RejectedEntry } from './list-reader.ts'

/** The formats of list files, by the names that the API gives them. */
export const LIST_FORMATS = ['TXT', 'STIX', 'OTX_CSV', 'ALIEN_VAULT', 'PROOF_POINT', 'FIRE_EYE'] as const
export type ListFormat = (typeof LIST_FORMATS)[number]

/** A list once decompressed may have this many bytes. */
const LIST_BYTES_MAX = 256 << 20

/** What content may tell: JSON has no name in the API. */
export type ToldFormat = ListFormat | 'JSON'

export interface ParsedList {
  format: ToldFormat
  /** Reads the entries; call once. */
  indicators(): Iterable<Indicator>
  /** The first entries left out, and how many there were; complete once `indicators` is exhausted. */
  readonly rejected: readonly RejectedEntry[]
  readonly rejectedCount: number
}

/** A list that cannot be read at all; the message goes on after the file's name. */
export class ListError extends Error {}

/**
 * Reads a list file, plain or gzip, UTF-8 or UTF-16 with a byte order mark. Without a format, content tells. Bad entries
 * are counted, and stop nothing. Throws `ListError` for a file that cannot be decompressed or is too large.
 */
export function parseList(
  bytes: Uint8Array,
  { format, bytesMax = LIST_BYTES_MAX }: { format?: ListFormat; bytesMax?: number } = {},
): ParsedList {
  const text = textOf(inflated(bytes, bytesMax))
  const told = format ?? formatOf(text)
  const reader = new EntryReader()
  return {
    format: told,
    indicators: () => reader.read(entriesOf(text, told)),
    rejected: reader.rejected,
    get rejectedCount() {
      return reader.rejectedCount
    },
  }
}

function inflated(bytes: Uint8Array, bytesMax: number): Uint8Array {
  const tooLarge = () => new ListError(`the list is larger than ${bytesMax} bytes`)
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) {
    if (bytes.length > bytesMax) throw tooLarge()
    return bytes
  }
  try {
    return gunzipSync(bytes, { maxOutputLength: bytesMax })
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE') throw tooLarge()
    throw new ListError(`the gzip data is damaged: ${error instanceof Error ? error.message : String(error)}`)
  }
}

function textOf(bytes: Uint8Array): string {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (buffer[0] === 0xff && buffer[1] === 0xfe) return buffer.toString('utf16le', 2)
  const text = buffer.toString('utf8')
  return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text
}

function entriesOf(text: string, format: ToldFormat): Iterable<RawEntry> {
  switch (format) {
    case 'TXT':
      return plainText(text)
    case 'STIX':
      return /^\s*[{[]/.test(text.slice(0, 1_000)) ? stixBundle(text) : stixXml(text)
    case 'OTX_CSV':
      return otxCsv(text)
    case 'ALIEN_VAULT':
      return alienVault(text)
    case 'PROOF_POINT':
      return proofPoint(text)
    case 'FIRE_EYE':
      return fireEye(text)
    case 'JSON':
      return jsonList(text)
  }
}

function formatOf(text: string): ToldFormat {
  const head = text.slice(0, 4_096).trimStart()
  if (head.startsWith('<')) return 'STIX'
  if (/^[{[]/.test(head) && !ADDRESS_6.test(head)) return isStix(head) ? 'STIX' : 'JSON'
  const [first = ''] = head.split('\n')
  if (/^"?indicator type"?\s*,/i.test(first)) return 'OTX_CSV'
  if (/^(ip|domain)\s*,\s*category\s*,\s*score/i.test(first)) return 'PROOF_POINT'
  if (/^reportid\s*,/i.test(first)) return 'FIRE_EYE'
  if (/^[\d.]+#\d+#\d+#/m.test(head)) return 'ALIEN_VAULT'
  return 'TXT'
}

/** An IPv6 address with a port starts with a bracket, as JSON may. */
const ADDRESS_6 = /^\[[0-9a-fA-F:.]+\]:\d/

/** Objects of STIX 2 have ids such as `indicator--` and a UUID. */
function isStix(head: string): boolean {
  return /"(objects|spec_version)"\s*:|"(id|pattern)"\s*:\s*"[[a-z0-9-]+(--|:)|"type"\s*:\s*"(bundle|indicator|ipv[46]-addr|domain-name)"/.test(
    head,
  )
}
