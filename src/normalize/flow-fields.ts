import * as line from './flow-line.ts'

/** How the value of a field is read, and where it goes. */
type Reading = readonly [kind: number, slot: number]
const SKIP: Reading = [line.SKIPPED, 0]

/** The fields of all versions of VPC flow logs; those that Picket has no use for are skipped, as unknown ones are. */
const FIELDS = new Map<string, Reading>([
  ['version', SKIP],
  ['account-id', [line.NAME, line.ACCOUNT]],
  ['interface-id', [line.NAME, line.INTERFACE]],
  ['srcaddr', [line.ADDRESS, line.SOURCE]],
  ['dstaddr', [line.ADDRESS, line.DESTINATION]],
  ['srcport', [line.NUMBER, line.SOURCE_PORT]],
  ['dstport', [line.NUMBER, line.DESTINATION_PORT]],
  ['protocol', [line.NUMBER, line.PROTOCOL]],
  ['packets', [line.NUMBER, line.PACKETS]],
  ['bytes', [line.NUMBER, line.BYTES]],
  ['start', [line.NUMBER, line.START]],
  ['end', [line.NUMBER, line.END]],
  ['action', [line.WORD, line.ACTION]],
  ['log-status', [line.WORD, line.STATUS]],
  ['vpc-id', [line.NAME, line.VPC]],
  ['subnet-id', [line.NAME, line.SUBNET]],
  ['instance-id', [line.NAME, line.INSTANCE]],
  ['tcp-flags', [line.NUMBER, line.TCP_FLAGS]],
  ['type', SKIP],
  ['pkt-srcaddr', [line.ADDRESS, line.PACKET_SOURCE]],
  ['pkt-dstaddr', [line.ADDRESS, line.PACKET_DESTINATION]],
  ['region', [line.NAME, line.REGION]],
  ['az-id', SKIP],
  ['sublocation-type', SKIP],
  ['sublocation-id', SKIP],
  ['pkt-src-aws-service', SKIP],
  ['pkt-dst-aws-service', SKIP],
  ['flow-direction', [line.WORD, line.DIRECTION]],
  ['traffic-path', SKIP],
  ['reject-reason', SKIP],
  ['resource-id', SKIP],
  ['encryption-status', SKIP],
])

/** Version 2: what a flow log writes unless it is told otherwise. */
export const DEFAULT_FLOW_FIELDS =
  'version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action log-status'

/** Far above the 50 or so fields that exist; a header with more is no header. */
export const COLUMNS_MAX = 256
const HEADER_BYTES_MAX = 16_384

/** The order of fields in a line; `comma` formats may quote a value or leave it empty. */
export interface FlowFormat extends line.FlowColumns {
  columns: number
  comma: boolean
  /** The fields are those of version 2 in their order. */
  isVersion2: boolean
  /** Whether the format has a field of its name, as in `srcaddr`. */
  has(name: string): boolean
}

/**
 * The format that has the given fields in their order, each as `srcaddr`, `${srcaddr}`, or with `_` for `-`. In a format
 * without `srcaddr` or `dstaddr`, `pkt-srcaddr` or `pkt-dstaddr` serves; a field named twice counts the first time.
 */
export function flowFormat(fields: string | readonly string[], comma = false): FlowFormat {
  const given = typeof fields === 'string' ? fields.split(/[\s,]+/).filter((name) => name !== '') : fields
  const names = given.slice(0, COLUMNS_MAX).map(plainName)
  const has = (name: string) => names.includes(name)
  const isVersion2 = !comma && names.join(' ') === DEFAULT_FLOW_FIELDS
  const kinds = new Uint8Array(COLUMNS_MAX)
  const slots = new Uint8Array(COLUMNS_MAX)
  names.forEach((name, column) => {
    if (names.indexOf(name) < column) return
    const [kind, slot] = FIELDS.get(standingFor(name, has)) ?? SKIP
    kinds[column] = kind
    slots[column] = slot
  })
  return { columns: names.length, comma, kinds, slots, runEnds: runEndsOf(kinds), isVersion2, has }
}

function runEndsOf(kinds: Uint8Array): Uint16Array {
  const runEnds = new Uint16Array(kinds.length).fill(kinds.length)
  for (let column = kinds.length - 2; column >= 0; column--) {
    runEnds[column] = kinds[column] === kinds[column + 1] ? runEnds[column + 1] : column + 1
  }
  return runEnds
}

function standingFor(name: string, has: (name: string) => boolean): string {
  if (name === 'pkt-srcaddr' && !has('srcaddr')) return 'srcaddr'
  if (name === 'pkt-dstaddr' && !has('dstaddr')) return 'dstaddr'
  return name
}

/**
 * The format that a header line names, or undefined for a line that is none: a header is made of names only, of which
 * at least two and at least half are known.
 */
export function formatOfHeader(bytes: Uint8Array): FlowFormat | undefined {
  if (bytes.length > HEADER_BYTES_MAX || !startsLikeName(bytes)) return undefined
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1').trim()
  const comma = text.includes(',')
  const names = text.split(comma ? ',' : /\s+/).map(plainName)
  if (names.length > COLUMNS_MAX || !names.every((name) => /^[a-z][a-z0-9-]*$/.test(name))) return undefined
  const known = names.filter(isFlowField).length
  return known >= 2 && known * 2 >= names.length ? flowFormat(names, comma) : undefined
}

/** Whether a column of this name, plain or not, is one that Picket reads. */
export function isReadField(name: string): boolean {
  return (FIELDS.get(plainName(name)) ?? SKIP) !== SKIP
}

function isFlowField(name: string): boolean {
  return FIELDS.has(name) || name.startsWith('ecs-')
}

/** `${pkt-srcaddr}`, `"pkt_srcaddr"` and `PKT-SRCADDR` are all `pkt-srcaddr`. */
export function plainName(name: string): string {
  const bare = name
    .trim()
    .replace(/^"(.*)"$/, '$1')
    .replace(/^\$\{(.*)\}$/, '$1')
  return bare.replaceAll('_', '-').toLowerCase()
}

/** A cheap look before any string is made: a letter, `"` or `$` after white space. */
function startsLikeName(bytes: Uint8Array): boolean {
  let at = 0
  while (bytes[at] === 32 || bytes[at] === 9) at++
  const first = bytes[at]
  return first === 34 || first === 36 || (first >= 65 && first <= 90) || (first >= 97 && first <= 122)
}
