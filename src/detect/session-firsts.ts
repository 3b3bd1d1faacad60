import type { ApiCall } from '../normalize/event.ts'
import type { JsonRecord, ScannedPath } from '../normalize/json-record.ts'
import { plainSecondMs } from '../normalize/scanned-time.ts'
import { BoundedMap } from '../std/bounded-map.ts'
import { callerAddress, isOwnCall } from './api-call.ts'
import { instanceIdOfSession } from './instance-session.ts'

const HOUR_MS = 3_600_000
/** Forgetting one only lets a call more through. */
const FIRSTS_MAX = 16_384
const KEY_BYTES_MAX = 512
const NEWLINE = 0x0a
const PATHS: readonly ScannedPath[] = ['userIdentity.principalId', 'userIdentity.accessKeyId', 'sourceIPAddress']

/**
 * The earliest call so far of each session of an instance, by (principal, access key, address, hour). Instances call all
 * day long, and what matters is where from: later calls need not be read whole. Calls of the same second are all let
 * through, so that of all threads' calls the first in the order of correlation is always among them.
 * Misses: damage in a call that is left out; how many records are rejected for it depends on what was read before.
 */
export class SessionFirsts {
  readonly #times = new BoundedMap<string, number>(FIRSTS_MAX)
  readonly #scratch = Buffer.alloc(KEY_BYTES_MAX)

  /** Whether an earlier call of the same session, address and hour was noted; told from the bytes. */
  hasEarlier(record: JsonRecord): boolean {
    const time = plainSecondMs(record, 'eventTime')
    if (time === undefined) return false
    const session = this.#keyOf(record)
    if (session === undefined) return false
    const first = this.#times.get(session + hourOf(time))
    return first !== undefined && first < time
  }

  /**
   * Notes a call that passes. Not one that a detector of sessions would not look at, nor one that cannot be parsed: it must
   * not stand before those that count. Answers the session, address and hour of a call that counts.
   */
  note(call: ApiCall): string | undefined {
    const address = callerAddress(call)
    if (address === undefined || instanceIdOfSession(call) === undefined || !isOwnCall(call)) return undefined
    const { principalId, accessKeyId = '' } = call.actor
    const key = `${principalId}\n${accessKeyId}\n${address}\n${hourOf(call.time)}`
    const first = this.#times.get(key)
    if (first === undefined || call.time < first) this.#times.set(key, call.time)
    return key
  }

  clear(): void {
    this.#times.clear()
  }

  /** One string of the raw members. With escapes or beyond ASCII it equals no noted key: the call passes. */
  #keyOf(record: JsonRecord): string | undefined {
    const { bytes } = record
    const scratch = this.#scratch
    let length = 0
    for (const path of PATHS) {
      const start = record.valueStart(path)
      const end = start < 0 ? start : record.valueEnd(path)
      if (length + end - start >= KEY_BYTES_MAX) return undefined
      for (let i = start; i < end; i++) scratch[length++] = bytes[i]
      scratch[length++] = NEWLINE
    }
    return scratch.toString('latin1', 0, length)
  }
}

function hourOf(time: number): number {
  return Math.floor(time / HOUR_MS)
}
