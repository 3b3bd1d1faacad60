import { SCANNED_PATHS } from './json-record.ts'

/** A member that the scanner cares about: its field number, or -1; and what is below it. */
export interface KeyNode {
  length: number
  /** The key's bytes as words, least byte first: those at 0, 4, 8, …, and the last four bytes, which may overlap. */
  words: Int32Array
  field: number
  below: KeyTable | undefined
}

/** Members of one object, found by length and last byte. */
export interface KeyTable {
  /** By `slotOf`: nodes that fall together are few. */
  slots: (KeyNode[] | undefined)[]
  /** Bit by field: those in this table and below, which a repeated member makes void. */
  mask: number
}

/** Arrays at the root that hold records; a root with one is a wrapper. Their numbers follow those of the fields. */
export const WRAPPERS = ['Records', 'items', 'logEvents', 'records', 'configurationItems'] as const
export type Wrapper = (typeof WRAPPERS)[number]

const SLOTS = 256

function slotOf(length: number, last: number): number {
  return (length * 37 + last) & (SLOTS - 1)
}

export const ROOT_KEYS: KeyTable = tableOf(
  [...SCANNED_PATHS, ...WRAPPERS].map((path, field) => ({ path: path.split('.'), field })),
)

function tableOf(entries: { path: string[]; field: number }[]): KeyTable {
  const table: KeyTable = {
    slots: new Array(SLOTS).fill(undefined),
    mask: entries.reduce((mask, { field }) => mask | (1 << field), 0),
  }
  for (const [name, group] of Map.groupBy(entries, ({ path }) => path[0])) {
    const deeper = group
      .filter(({ path }) => path.length > 1)
      .map(({ path, field }) => ({ path: path.slice(1), field }))
    const node: KeyNode = {
      length: name.length,
      words: wordsOf(name),
      field: group.find(({ path }) => path.length === 1)?.field ?? -1,
      below: deeper.length > 0 ? tableOf(deeper) : undefined,
    }
    const slot = slotOf(name.length, name.charCodeAt(name.length - 1))
    const nodes = table.slots[slot]
    if (nodes === undefined) table.slots[slot] = [node]
    else nodes.push(node)
  }
  return table
}

function wordsOf(name: string): Int32Array {
  const bytes = Buffer.from(name)
  const words = []
  for (let at = 0; at + 4 <= bytes.length; at += 4) words.push(bytes.readInt32LE(at))
  return Int32Array.of(...words, bytes.readInt32LE(bytes.length - 4))
}

/** The node of the member whose key is `[start, end)` of the bytes. No key that matters is shorter than four bytes. */
export function findKey(table: KeyTable, bytes: DataView, start: number, end: number): KeyNode | undefined {
  if (end - start < 4) return undefined
  const nodes = table.slots[slotOf(end - start, bytes.getUint8(end - 1))]
  if (nodes === undefined) return undefined
  for (const node of nodes) if (isKey(node, bytes, start, end)) return node
  return undefined
}

function isKey({ length, words }: KeyNode, bytes: DataView, start: number, end: number): boolean {
  if (length !== end - start) return false
  const last = words.length - 1
  for (let i = 0; i < last; i++) if (words[i] !== bytes.getInt32(start + 4 * i, true)) return false
  return words[last] === bytes.getInt32(end - 4, true)
}
