import { mix32 } from '../std/hash.ts'
import type { FlowSubject } from './event.ts'
import { areSame } from './flow-swar.ts'
import type { RecordContext } from './sink.ts'

/** The interfaces that one log object may speak of. The records of any further one are rejected. */
export const SUBJECTS_MAX = 1_000_000
/** Bounds a search in a table at most half full; only bytes made to collide come near it. */
const PROBES_MAX = 512
const RECENT = 4096
const CONTEXTS_MAX = 65_536
/** Answered when there is no such subject, or no room for it. */
export const NO_SUBJECT = -1

/** What names a subject: three spans of a line's bytes, and the number of the context that the line came in. */
export interface SubjectKey {
  accountFrom: number
  accountTo: number
  interfaceFrom: number
  interfaceTo: number
  instanceFrom: number
  instanceTo: number
  context: number
}

/**
 * The interfaces of one log object, found by the bytes of account, interface and instance, so that strings are made
 * once for each. Names of up to 255 bytes.
 */
export class FlowSubjects {
  readonly list: FlowSubject[] = []
  readonly #max: number
  /** Subject number + 1, or 0; twice as many as subjects at least. */
  #slots = new Int32Array(1024)
  #hashes = new Int32Array(512)
  #contexts = new Int32Array(512)
  /** account length | interface length << 8 | instance length << 16 */
  #lengths = new Int32Array(512)
  /** Where a subject's three names, one after another, start in `#names`. */
  #offsets = new Int32Array(512)
  #names = new Uint8Array(32_768)
  #namesView = new DataView(this.#names.buffer)
  #namesEnd = 0
  /** Subject number + 1 by the interface's last bytes: lines of the same few interfaces take turns. */
  readonly #recent = new Int32Array(RECENT)
  #contextNumbers = new Map<string, number>()
  #contextCount = 0

  constructor(max: number = SUBJECTS_MAX) {
    this.#max = max
  }

  /** The same number for contexts that say the same. Past `CONTEXTS_MAX` old ones are forgotten, and get new numbers. */
  contextNumber({ accountId = '', region = '' }: RecordContext): number {
    const name = `${accountId} ${region}`
    const known = this.#contextNumbers.get(name)
    if (known !== undefined) return known
    if (this.#contextNumbers.size >= CONTEXTS_MAX) this.#contextNumbers.clear()
    this.#contextNumbers.set(name, ++this.#contextCount)
    return this.#contextCount
  }

  /** The number of the subject, or `NO_SUBJECT`. */
  find(view: DataView, key: SubjectKey): number {
    const { interfaceTo } = key
    if (interfaceTo < 4) return this.#search(view, key)
    const at = Math.imul(view.getInt32(interfaceTo - 4, true), 0x9e3779b1) >>> 20
    const recent = this.#recent[at] - 1
    if (recent >= 0 && this.#matches(recent, view, key)) return recent
    const found = this.#search(view, key)
    this.#recent[at] = found + 1
    return found
  }

  /** Adds a subject that `find` does not know; answers its number, or `NO_SUBJECT` when the table is full. */
  add(view: DataView, key: SubjectKey, subject: FlowSubject): number {
    const number = this.list.length
    if (number >= this.#max) return NO_SUBJECT
    if (number === this.#hashes.length) this.#grow()
    const hash = hashOf(view, key)
    const slot = freeSlot(this.#slots, hash)
    if (slot < 0) return NO_SUBJECT
    this.#slots[slot] = number + 1
    this.#hashes[number] = hash
    this.#contexts[number] = key.context
    this.#lengths[number] = lengthsOf(key)
    this.#offsets[number] = this.#namesEnd
    this.#keep(view, key.accountFrom, key.accountTo)
    this.#keep(view, key.interfaceFrom, key.interfaceTo)
    this.#keep(view, key.instanceFrom, key.instanceTo)
    this.list.push(subject)
    return number
  }

  #search(view: DataView, key: SubjectKey): number {
    const hash = hashOf(view, key)
    const mask = this.#slots.length - 1
    for (let probe = 0, slot = hash & mask; probe < PROBES_MAX; probe++, slot = (slot + 1) & mask) {
      const number = this.#slots[slot] - 1
      if (number < 0) return NO_SUBJECT
      if (this.#hashes[number] === hash && this.#matches(number, view, key)) return number
    }
    return NO_SUBJECT
  }

  #matches(number: number, view: DataView, key: SubjectKey): boolean {
    if (this.#lengths[number] !== lengthsOf(key) || this.#contexts[number] !== key.context) return false
    const accountAt = this.#offsets[number]
    const interfaceAt = accountAt + key.accountTo - key.accountFrom
    const instanceAt = interfaceAt + key.interfaceTo - key.interfaceFrom
    return (
      areSame(view, key.interfaceFrom, this.#namesView, interfaceAt, key.interfaceTo - key.interfaceFrom) &&
      areSame(view, key.accountFrom, this.#namesView, accountAt, key.accountTo - key.accountFrom) &&
      areSame(view, key.instanceFrom, this.#namesView, instanceAt, key.instanceTo - key.instanceFrom)
    )
  }

  #keep(view: DataView, from: number, to: number): void {
    if (this.#namesEnd + to - from > this.#names.length) {
      this.#names = grown(this.#names, new Uint8Array(this.#names.length * 2))
      this.#namesView = new DataView(this.#names.buffer)
    }
    this.#names.set(new Uint8Array(view.buffer, view.byteOffset + from, to - from), this.#namesEnd)
    this.#namesEnd += to - from
  }

  #grow(): void {
    const size = this.#hashes.length * 2
    this.#hashes = grown(this.#hashes, new Int32Array(size))
    this.#contexts = grown(this.#contexts, new Int32Array(size))
    this.#lengths = grown(this.#lengths, new Int32Array(size))
    this.#offsets = grown(this.#offsets, new Int32Array(size))
    this.#slots = new Int32Array(size * 2)
    for (let number = 0; number < this.list.length; number++) {
      const slot = freeSlot(this.#slots, this.#hashes[number])
      if (slot >= 0) this.#slots[slot] = number + 1
    }
  }
}

function grown<T extends Uint8Array | Int32Array>(old: T, room: T): T {
  room.set(old)
  return room
}

function freeSlot(slots: Int32Array, hash: number): number {
  const mask = slots.length - 1
  for (let probe = 0, slot = hash & mask; probe < PROBES_MAX; probe++, slot = (slot + 1) & mask) {
    if (slots[slot] === 0) return slot
  }
  return -1
}

function lengthsOf(key: SubjectKey): number {
  return (
    (key.accountTo - key.accountFrom) |
    ((key.interfaceTo - key.interfaceFrom) << 8) |
    ((key.instanceTo - key.instanceFrom) << 16)
  )
}

function hashOf(view: DataView, key: SubjectKey): number {
  let hash = mix32(key.context ^ lengthsOf(key))
  hash = hashSpan(hash, view, key.accountFrom, key.accountTo)
  hash = hashSpan(hash, view, key.interfaceFrom, key.interfaceTo)
  return mix32(hashSpan(hash, view, key.instanceFrom, key.instanceTo)) | 0
}

function hashSpan(hash: number, view: DataView, from: number, to: number): number {
  for (let at = from; at < to; at++) hash = Math.imul(hash ^ view.getUint8(at), 0x01000193)
  return hash
}
