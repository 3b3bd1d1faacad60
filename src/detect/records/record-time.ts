import { hashText } from '../../std/hash.ts'

/** When every case starts: 2024-06-03T10:00:00Z, a Monday. */
export const START_SECONDS = 1_717_408_800

export function timeAt(seconds: number): string {
  return new Date((START_SECONDS + seconds) * 1000).toISOString().replace('.000Z', 'Z')
}

/** A UUID made from the content: equal records have equal ids. */
export function identify(record: unknown): string {
  const text = JSON.stringify(record)
  const hex = [0, 1, 2, 3].map((salt) => hashText(`${salt}${text}`).toString(16).padStart(8, '0')).join('')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20)}`
}
