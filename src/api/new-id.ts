import { randomBytes } from 'node:crypto'
import { findingId, findingIdRandomBytes } from '../model/finding-id.ts'

/** A fresh id with the time inside, as all of the service's ids are made. */
export function newGuardDutyId(now: number): string {
  return findingId({ createdAtMs: now, random: randomBytes(findingIdRandomBytes) })
}
