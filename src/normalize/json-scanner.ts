import { INCOMPLETE, MALFORMED, WRAPPER } from './json-codes.ts'
import { JsonCursor } from './json-cursor.ts'
import { findKey, type KeyNode, type KeyTable, ROOT_KEYS, WRAPPERS } from './json-keys.ts'
import { type JsonRecord, SCANNED_PATHS, type ScannedPath } from './json-record.ts'
import type { Rejection } from './rejection.ts'

const QUOTE = 0x22
const COMMA = 0x2c
const COLON = 0x3a
const OPEN_ARRAY = 0x5b
const BACKSLASH = 0x5c
const OPEN_OBJECT = 0x7b
const CLOSE_OBJECT = 0x7d

const FIELDS = Object.fromEntries(SCANNED_PATHS.map((path, field) => [path, field])) as Record<ScannedPath, number>
/** Members that only records have: what has one is no wrapper, whatever arrays follow. */
const IDENTIFYING = (1 << FIELDS.eventSource) | (1 << FIELDS.query_name) | (1 << FIELDS.auditID)

/**
 * Finds the end of a JSON object and the spans of its deciding members in one pass over the bytes, without making a
 * string. It knows strings, escapes, nesting and repeated members (the last one counts, as in `JSON.parse`). It may
 * accept what `JSON.parse` refuses, never the other way round.
 */
export class JsonScanner implements JsonRecord {
  bytes: Buffer = Buffer.alloc(0)
  start = 0
  end = 0
  container = ''
  containerStart = 0
  readonly #starts = new Int32Array(SCANNED_PATHS.length + WRAPPERS.length)
  readonly #ends = new Int32Array(SCANNED_PATHS.length + WRAPPERS.length)
  /** Bit by field: which are in the record. */
  #found = 0
  readonly #cursor = new JsonCursor()
  readonly #placeOf: (start: number) => Rejection['place']

  /** `placeOf` tells where a record is that starts at an index of the bytes; asked only when somebody wants to know. */
  constructor(placeOf: (start: number) => Rejection['place'] = (offset) => ({ offset })) {
    this.#placeOf = placeOf
  }

  get place(): Rejection['place'] {
    return this.#placeOf(this.start)
  }

  /**
   * Scans the object that begins at `bytes[start]`; answers where it ends, or one of the codes above. Wrappers are looked
   * for when `mayWrap`.
   */
  scan(bytes: Buffer, start: number, limit: number, mayWrap: boolean): number {
    this.bytes = bytes
    this.start = start
    this.#cursor.load(bytes, start, limit)
    this.#found = 0
    const end = this.#object(start, ROOT_KEYS, mayWrap)
    if (end > 0) this.end = end
    return end
  }

  #object(open: number, keys: KeyTable, root: boolean): number {
    const { bytes } = this
    const cursor = this.#cursor
    const { limit } = cursor
    let i = cursor.space(open + 1)
    if (bytes[i] === CLOSE_OBJECT && i < limit) return i + 1
    for (;;) {
      if (i >= limit) return INCOMPLETE
      if (bytes[i] !== QUOTE) return MALFORMED
      const keyStart = i + 1
      const keyEnd = cursor.keyEnd(keyStart)
      if (keyEnd < 0) return keyEnd
      i = keyEnd + 1
      if (i + 1 < limit && bytes[i] === COLON && bytes[i + 1] > 0x20) i++
      else {
        i = cursor.space(i)
        if (i >= limit) return INCOMPLETE
        if (bytes[i] !== COLON) return MALFORMED
        i = cursor.space(i + 1)
        if (i >= limit) return INCOMPLETE
      }
      const node = this.#find(keys, keyStart, keyEnd)
      i = node === undefined ? cursor.valueEnd(i) : this.#member(node, i, root)
      if (i < 0) return i
      if (i + 1 < limit && bytes[i] === COMMA && bytes[i + 1] === QUOTE) {
        i++
        continue
      }
      i = cursor.space(i)
      if (i >= limit) return INCOMPLETE
      if (bytes[i] === CLOSE_OBJECT) return i + 1
      if (bytes[i] !== COMMA) return MALFORMED
      i = cursor.space(i + 1)
    }
  }

  /** Reads the value at `at` of a member that matters; answers where the value ends. */
  #member(node: KeyNode, at: number, root: boolean): number {
    const { bytes } = this
    const cursor = this.#cursor
    if (node.below !== undefined) {
      this.#found &= ~node.below.mask
      if (bytes[at] === OPEN_OBJECT) return this.#object(at, node.below, false)
      return cursor.valueEnd(at)
    }
    const { field } = node
    if (field >= SCANNED_PATHS.length) {
      if (!root || bytes[at] !== OPEN_ARRAY || (this.#found & IDENTIFYING) !== 0) return cursor.valueEnd(at)
      this.container = WRAPPERS[field - SCANNED_PATHS.length]
      this.containerStart = at
      return WRAPPER
    }
    if (bytes[at] === QUOTE) {
      const end = cursor.stringEnd(at + 1)
      if (end < 0) return end
      this.#found |= 1 << field
      this.#starts[field] = at + 1
      this.#ends[field] = end
      return end + 1
    }
    const end = cursor.valueEnd(at)
    if (end < 0) return end
    this.#found |= 1 << field
    this.#starts[field] = at
    this.#ends[field] = end
    return end
  }

  #find(keys: KeyTable, start: number, end: number): KeyNode | undefined {
    const { view, mayBeEscaped } = this.#cursor
    const plain = findKey(keys, view, start, end)
    if (plain !== undefined || !mayBeEscaped) return plain
    const text = unescaped(this.bytes, start, end)
    if (text === undefined) return undefined
    const key = new TextEncoder().encode(text)
    return findKey(keys, new DataView(key.buffer), 0, key.length)
  }

  /** Where a value of any kind ends that begins at `bytes[start]`, or one of the codes above. */
  valueEndIn(bytes: Uint8Array, start: number, limit: number): number {
    this.#cursor.load(bytes, start, limit)
    return this.#cursor.valueEnd(start)
  }

  has(path: ScannedPath): boolean {
    return this.valueStart(path) >= 0
  }

  text(path: ScannedPath): string | undefined {
    const start = this.valueStart(path)
    if (start < 0) return undefined
    const end = this.valueEnd(path)
    const isString = this.bytes[start - 1] === QUOTE
    const { bytes } = this
    for (let i = start; i < end; i++) {
      if (bytes[i] === BACKSLASH || bytes[i] >= 0x80) {
        return (isString ? unescaped(bytes, start, end) : undefined) ?? utf8(bytes, start, end)
      }
    }
    return bytes.toString('latin1', start, end)
  }

  valueStart(path: ScannedPath): number {
    const field = FIELDS[path]
    return (this.#found & (1 << field)) === 0 ? -1 : this.#starts[field]
  }

  valueEnd(path: ScannedPath): number {
    return this.#ends[FIELDS[path]]
  }

  equals(path: ScannedPath, ascii: string): boolean {
    const start = this.valueStart(path)
    if (start < 0 || this.valueEnd(path) - start !== ascii.length) return false
    for (let i = 0; i < ascii.length; i++) if (this.bytes[start + i] !== ascii.charCodeAt(i)) return false
    return true
  }
}

function unescaped(bytes: Uint8Array, start: number, end: number): string | undefined {
  try {
    return JSON.parse(`"${utf8(bytes, start, end)}"`)
  } catch {
    return undefined
  }
}

function utf8(bytes: Uint8Array, start: number, end: number): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString('utf8')
}
