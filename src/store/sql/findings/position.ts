import { compareSortValues, compareText, type SortValue } from '../../../aggregate/criteria/sort-documents.ts'
import type { SortOrder } from '../../records.ts'

/** A place in a sorted list: behind it lies what has a value before, or the same value and an id not after. */
export interface Position {
  /** Undefined before all values. */
  value: SortValue | undefined
  id: string
}

export const START: Position = { value: undefined, id: '' }
/** After every id. */
export const PAST_IDS = 'g'

export function comparePositions(a: Position, b: Position, order: SortOrder): number {
  if (a.value === undefined || b.value === undefined)
    return Number(a.value !== undefined) - Number(b.value !== undefined)
  const direction = order === 'ASC' ? 1 : -1
  return direction * compareSortValues(a.value, b.value) || compareText(a.id, b.id)
}

export function writePosition({ value, id }: Position): string {
  return JSON.stringify(value === undefined ? [id] : [id, value])
}

/** Throws when the text was not written by `writePosition`. */
export function readPosition(text: string): Position {
  const read: unknown = JSON.parse(text)
  if (!Array.isArray(read) || typeof read[0] !== 'string') throw new Error('not a position in a list')
  const [id, value] = read
  if (value !== undefined && value !== null && typeof value !== 'string' && typeof value !== 'number')
    throw new Error('not a position in a list')
  return { id, value }
}
