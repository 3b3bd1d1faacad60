import { partitionOf } from './partition.ts'

/** Random bytes that one id takes: one for the leading byte, one for the seven bits after the time, nine for the tail. */
export const findingIdRandomBytes = 11

/**
 * A GuardDuty id (finding, detector, list, destination, invitation): 32 lower-case hex digits that hold the creation
 * time, so ids of one leading byte sort by time. Byte 0 is random and even; the next 48 bits are the epoch milliseconds
 * shifted left by seven, with seven random bits below; nine bytes are random.
 */
export function findingId({ createdAtMs, random }: { createdAtMs: number; random: Uint8Array }): string {
  if (random.length < findingIdRandomBytes) throw new RangeError(`an id takes ${findingIdRandomBytes} random bytes`)
  if (!Number.isInteger(createdAtMs) || createdAtMs < 0 || createdAtMs > createdAtMsMax) {
    throw new RangeError(`no id can hold the time ${createdAtMs}`)
  }
  const [lead = 0, low = 0] = random
  const timed = (BigInt(createdAtMs) << 7n) | BigInt(low & 0x7f)
  const tail = Array.from(random.subarray(2, findingIdRandomBytes), (byte) => byte.toString(16).padStart(2, '0'))
  return (lead & 0xfe).toString(16).padStart(2, '0') + timed.toString(16).padStart(12, '0') + tail.join('')
}

/** The creation time inside an id, in epoch milliseconds; undefined when the text is no id. */
export function createdAtOfId(id: string): number | undefined {
  if (!isGuardDutyId(id)) return undefined
  return Number(BigInt(`0x${id.slice(2, 14)}`) >> 7n)
}

const isGuardDutyId = (text: string): boolean => /^[0-9a-f]{32}$/.test(text)

/** What 41 bits hold: until the year 2039. */
const createdAtMsMax = 2 ** 41 - 1

export interface DetectorPlace {
  region: string
  accountId: string
  detectorId: string
}

export const detectorArn = ({ region, accountId, detectorId }: DetectorPlace): string =>
  `arn:${partitionOf(region)}:guardduty:${region}:${accountId}:detector/${detectorId}`

export const findingArn = ({ findingId: id, ...place }: DetectorPlace & { findingId: string }): string =>
  `${detectorArn(place)}/finding/${id}`
