import { SCANNED_PATHS } from './json-record.ts'

/** A member that the scanner cares about: its field number, or -1; and what is below it. */
export interface KeyNode {
  name: Uint8Array
  field: number
  below: KeyTable | undefined
}

/** Members of one object, found by length and last byte. */
export interface KeyTable {
  /** By `slotOf`: nodes that fall together are few. */
  slots: (KeyNode[] | undefined)[]
  /** Fields in this table and below: what a repeated member makes void. */
  fields: number[]
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
  const table: KeyTable = { slots: new Array(SLOTS), fields: entries.map(({ field }) => field) }
  for (const [name, group] of Map.groupBy(entries, ({ path }) => path[0])) {
    const deeper = group
      .filter(({ path }) => path.length > 1)
      .map(({ path, field }) => ({ path: path.slice(1), field }))
    const node: KeyNode = {
      name: Buffer.from(name),
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

/** The node of the member whose key is `bytes[start, end)`. */
export function findKey(table: KeyTable, bytes: Uint8Array, start: number, end: number): KeyNode | undefined {
  const nodes = table.slots[slotOf(end - start, bytes[end - 1])]
  if (nodes === undefined) return undefined
  for (const node of nodes) if (sameKey(node.name, bytes, start, end)) return node
  return undefined
}

function sameKey(name: Uint8Array, bytes: Uint8Array, start: number, end: number): boolean {
  if (name.length !== end - start) return false
  for (let i = 0; i < name.length; i++) if (name[i] !== bytes[start + i]) return false
  return true
}
