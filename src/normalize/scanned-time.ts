import type { JsonRecord, ScannedPath } from './json-record.ts'
import type { JsonSource } from './sink.ts'

const TIME_PATHS: Readonly<Record<JsonSource, ScannedPath>> = {
  cloudtrail: 'eventTime',
  dns: 'query_timestamp',
  kubernetes: 'requestReceivedTimestamp',
  config: 'configurationItemCaptureTime',
}

const ZERO = 0x30
const UPPER_Z = 0x5a
const SECOND_LENGTH = 'YYYY-MM-DDThh:mm:ssZ'.length
const DASH = 0x2d
const COLON = 0x3a
/** By month, from 1; the 29th of February needs a closer look. */
const DAYS = [0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

/** Epoch milliseconds of a member that is `YYYY-MM-DDThh:mm:ssZ` to the letter; undefined for anything else. Makes no string. */
export function plainSecondMs(record: JsonRecord, path: ScannedPath): number | undefined {
  const start = record.valueStart(path)
  const { bytes } = record
  if (record.valueEnd(path) - start !== SECOND_LENGTH || bytes[start + SECOND_LENGTH - 1] !== UPPER_Z) return undefined
  if (!isPlainTime(record, path)) return undefined
  const two = (at: number) => (bytes[start + at] - ZERO) * 10 + bytes[start + at + 1] - ZERO
  return Date.UTC(two(0) * 100 + two(2), two(5) - 1, two(8), two(11), two(14), two(17))
}

/**
 * Whether a record plainly has the time that its source must have: `YYYY-MM-DDThh:mm:ss…` in range.
 * Anything else needs a closer look. Makes no string.
 */
export function hasPlainTime(source: JsonSource, record: JsonRecord): boolean {
  return isPlainTime(record, TIME_PATHS[source])
}

function isPlainTime(record: JsonRecord, path: ScannedPath): boolean {
  const start = record.valueStart(path)
  if (start < 0 || record.valueEnd(path) - start < 19) return false
  const { bytes } = record
  const two = (at: number) => {
    const tens = bytes[start + at] - ZERO
    const ones = bytes[start + at + 1] - ZERO
    return tens >>> 0 <= 9 && ones >>> 0 <= 9 ? tens * 10 + ones : 99
  }
  const century = two(0)
  return (
    (century === 19 || century === 20) &&
    two(2) <= 98 &&
    bytes[start + 4] === DASH &&
    two(5) >= 1 &&
    two(5) <= 12 &&
    bytes[start + 7] === DASH &&
    two(8) >= 1 &&
    two(8) <= DAYS[two(5)] &&
    two(11) <= 23 &&
    bytes[start + 13] === COLON &&
    two(14) <= 59 &&
    bytes[start + 16] === COLON &&
    two(17) <= 59
  )
}
