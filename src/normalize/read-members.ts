import type { JsonObject, JsonValue } from './event.ts'
import type { Rejection } from './rejection.ts'

/** Why a record is refused; the caller knows its place. */
export type Refusal = Omit<Rejection, 'place'>

/** Thrown inside a normalizer only, and caught by `normalized`. */
class RefusedRecord extends Error {
  readonly refusal: Refusal

  constructor(refusal: Refusal) {
    super(refusal.detail)
    this.refusal = refusal
  }
}

function refuse(reason: Refusal['reason'], detail: string): never {
  throw new RefusedRecord({ reason, detail: detail.slice(0, 200) })
}

/** Runs a normalizer; what it refuses becomes its answer. */
export function normalized<Event>(read: () => Event): Event | Refusal {
  try {
    return read()
  } catch (error) {
    if (error instanceof RefusedRecord) return error.refusal
    throw error
  }
}

export function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export function recordObject(json: JsonValue): JsonObject {
  return isObject(json) ? json : refuse('wrong-type', 'the record is no object')
}

/** A text that must be there and not be empty. */
export function requiredText(json: JsonObject, name: string): string {
  const value = json[name]
  if (value === undefined || value === null || value === '') refuse('missing-field', `${name} is missing`)
  return typeof value === 'string' ? value : refuse('wrong-type', `${name} is no text`)
}

/** A text, or undefined when absent, null or empty; another type is refused. */
export function optionalText(json: JsonObject, name: string, path = name): string | undefined {
  const value = json[name]
  if (value === undefined || value === null || value === '') return undefined
  return typeof value === 'string' ? value : refuse('wrong-type', `${path} is no text`)
}

/** An object; absent and null count as empty. */
export function optionalObject(json: JsonObject, name: string): JsonObject {
  const value = json[name]
  if (value === undefined || value === null) return {}
  return isObject(value) ? value : refuse('wrong-type', `${name} is no object`)
}

export function texts(value: JsonValue | undefined): string[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : []
}

/** Years that a log record can be of. */
const TIME_MAX_MS = Date.UTC(2200, 0, 1)

/** Epoch milliseconds of an ISO 8601 time, with a space instead of the `T` and without a zone too (UTC then). */
export function timeOf(text: string, name: string): number {
  const iso = /^\d{4}-\d\d-\d\d \d/.test(text) ? text.replace(' ', 'T') : text
  const zoned = /^\d{4}-\d\d-\d\dT[\d:.]+$/.test(iso) ? `${iso}Z` : iso
  const time = /^\d{4}-\d\d-\d\dT/.test(zoned) ? Date.parse(zoned) : Number.NaN
  if (Number.isNaN(time) || time < 0 || time > TIME_MAX_MS || !dayExists(iso))
    refuse('invalid-time', `${name} is no time: ${text.slice(0, 60)}`)
  return time
}

/** `Date.parse` takes the 31st of February for a day in March. */
function dayExists(iso: string): boolean {
  // Every month has 28 days.
  if (iso.slice(8, 10) <= '28') return true
  const [year, month, day] = iso.slice(0, 10).split('-').map(Number)
  return day <= new Date(Date.UTC(year, month, 0)).getUTCDate()
}

export { refuse }
