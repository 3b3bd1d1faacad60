import type { RawEntry } from '../list-reader.ts'

/** Members that hold an entry, in files of objects: AWS address ranges, abuse feeds, and the like. */
const ENTRY_MEMBERS = ['ip_prefix', 'ipv6_prefix', 'ip_address', 'ip', 'domain', 'host']
/** Members of the whole document that hold the entries. */
const LIST_MEMBERS = ['list', 'prefixes', 'ipv6_prefixes', 'data']
const THREAT_MEMBERS = ['malware', 'threat']

type Members = { [member: string]: unknown }

/**
 * Lists in JSON: an array of entries, a MISP warning list (`list`), the address ranges that AWS publishes (`prefixes` and
 * `ipv6_prefixes`), and arrays of objects that name an address or a name, perhaps a port and the malware.
 */
export function* jsonList(text: string): Generator<RawEntry, void, void> {
  let document: unknown
  try {
    document = JSON.parse(text)
  } catch (error) {
    yield { line: 0, reason: `not JSON: ${error instanceof Error ? error.message.slice(0, 120) : ''}` }
    return
  }
  const lists = Array.isArray(document) ? [document] : isMembers(document) ? LIST_MEMBERS.map((m) => document[m]) : []
  let isEmpty = true
  for (const item of lists.flatMap((list) => (Array.isArray(list) ? list : []))) {
    isEmpty = false
    yield entryOf(item)
  }
  if (isEmpty) yield { line: 0, reason: 'no array of entries is in it' }
}

function entryOf(item: unknown): RawEntry {
  if (typeof item === 'string') return { text: item.trim(), line: 0 }
  const members: Members = isMembers(item) ? item : {}
  const entry = ENTRY_MEMBERS.map((member) => members[member]).find((value) => typeof value === 'string')
  if (typeof entry !== 'string') {
    return { line: 0, reason: `no address or name is in ${(JSON.stringify(item) ?? '').slice(0, 80)}` }
  }
  const threatName = THREAT_MEMBERS.map((member) => members[member]).find((value) => typeof value === 'string')
  const port = Number(members['port'] ?? 0)
  const host = entry.includes(':') ? `[${entry}]` : entry
  return {
    text: Number.isInteger(port) && port > 0 ? `${host}:${port}` : entry,
    ...(typeof threatName === 'string' ? { threatName } : {}),
    line: 0,
  }
}

function isMembers(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
