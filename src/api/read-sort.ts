import { SORT_ATTRIBUTES } from '../aggregate/criteria/attributes.ts'
import { invalidSortCriteria } from './wire-error.ts'

/** Throws the wire error for an attribute that nothing can be sorted by. */
export function readSort(criteria: { attributeName?: string; orderBy?: 'ASC' | 'DESC' } | undefined) {
  const { attributeName, orderBy = 'ASC' } = criteria ?? {}
  if (attributeName === undefined) return undefined
  if (!SORT_ATTRIBUTES.some((attribute) => attribute === attributeName)) throw invalidSortCriteria()
  return { attribute: attributeName, order: orderBy }
}
