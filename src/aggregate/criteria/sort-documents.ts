import type { Finding } from '../../model/finding.ts'
import { HOT_ATTRIBUTES, isHot } from './attributes.ts'
import { type Value, valuesAt } from './values-at.ts'

export interface Sort {
  /** One of `SORT_ATTRIBUTES`. */
  attribute: string
  order: 'ASC' | 'DESC'
}

/** A value in the order of which findings are sorted; `null` where the attribute is missing. Booleans are 0 and 1. */
export type SortValue = string | number | null

/** What a document is sorted by; a value of another kind than the attribute's counts as missing. */
export function sortValueOf(document: object, attribute: string): SortValue {
  const [value] = valuesAt(document, attribute)
  return hotValue(attribute, value)
}

/** A value as its attribute's column holds it: missing when it is not of the attribute's kind. */
export function hotValue(attribute: string, value: Value | undefined): SortValue {
  if (value === undefined || !isHot(attribute)) return null
  switch (HOT_ATTRIBUTES[attribute]) {
    case 'text':
      return typeof value === 'string' ? value : null
    case 'boolean':
      return typeof value === 'boolean' ? Number(value) : null
    default:
      return typeof value === 'number' ? value : null
  }
}

/** Missing values come first in ascending and last in descending order; equal ones are in ascending order of id in both. */
export function sortDocuments(documents: readonly Finding[], { attribute, order }: Sort): Finding[] {
  const direction = order === 'ASC' ? 1 : -1
  return documents
    .map((document) => ({ document, value: sortValueOf(document, attribute) }))
    .sort((a, b) => direction * compareSortValues(a.value, b.value) || compareText(a.document.id, b.document.id))
    .map(({ document }) => document)
}

/** In ascending order: missing, then numbers, then texts by code point, as databases have them. */
export function compareSortValues(a: SortValue, b: SortValue): number {
  if (a === null || b === null) return Number(a !== null) - Number(b !== null)
  if (typeof a === 'string' && typeof b === 'string') return compareText(a, b)
  if (typeof a === 'number' && typeof b === 'number') return a < b ? -1 : a > b ? 1 : 0
  return typeof a === 'number' ? -1 : 1
}

/** By code point: UTF-16 code units, which `<` compares, have surrogates before some of what they should follow. */
export function compareText(a: string, b: string): number {
  if (a === b) return 0
  const length = Math.min(a.length, b.length)
  let at = 0
  while (at < length && a.charCodeAt(at) === b.charCodeAt(at)) at++
  if (at === length) return a.length - b.length
  return rank(a.charCodeAt(at)) - rank(b.charCodeAt(at))
}

const SURROGATES_FROM = 0xd800
const AFTER_SURROGATES = 0xe000

function rank(unit: number): number {
  if (unit < SURROGATES_FROM) return unit
  return unit < AFTER_SURROGATES ? unit + 0x10000 : unit
}
