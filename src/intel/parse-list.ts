import { gunzipSync } from 'node:zlib'
import { alienVault } from './formats/alien-vault.ts'
import { fireEye } from './formats/fire-eye.ts'
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
const LIST_BYTES_MAX = 512 << 20

export interface ParsedList {
  format: ListFormat
  /** Reads the entries; call once. */
  indicators(): Iterable<Indicator>
  /** The first entries left out, and how many there were; complete once `indicators` is exhausted. */
  readonly rejected: readonly RejectedEntry[]
  readonly rejectedCount: number
}

/** Reads a list file, plain or gzip. Without a format, content tells. Bad entries are counted, and stop nothing. */
export function parseList(bytes: Uint8Array, { format }: { format?: ListFormat } = {}): ParsedList {
  const text = textOf(bytes)
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

function textOf(bytes: Uint8Array): string {
  const plain = bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes, { maxOutputLength: LIST_BYTES_MAX }) : bytes
  const text = Buffer.from(plain.buffer, plain.byteOffset, plain.byteLength).toString('utf8')
  return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text
}

function entriesOf(text: string, format: ListFormat): Iterable<RawEntry> {
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
  }
}

function formatOf(text: string): ListFormat {
  const head = text.slice(0, 4_096).trimStart()
  if (head.startsWith('<')) return 'STIX'
  if (/^[{[]/.test(head) && /"(type|objects|spec_version)"\s*:/.test(head)) return 'STIX'
  const [first = ''] = head.split('\n')
  if (/^"?indicator type"?\s*,/i.test(first)) return 'OTX_CSV'
  if (/^(ip|domain)\s*,\s*category\s*,\s*score/i.test(first)) return 'PROOF_POINT'
  if (/^reportid\s*,/i.test(first)) return 'FIRE_EYE'
  if (/^[\d.]+#\d+#\d+#/m.test(head)) return 'ALIEN_VAULT'
  return 'TXT'
}
