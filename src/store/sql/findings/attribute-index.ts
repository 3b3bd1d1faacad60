import { createHash } from 'node:crypto'
import { INDEXED_ATTRIBUTES, isTime } from '../../../aggregate/criteria/attributes.ts'
import { valuesAt } from '../../../aggregate/criteria/values-at.ts'

/** Longer texts are indexed by their beginning and a digest of the whole. */
const KEY_CHARACTERS_MAX = 256
const KEY_CHARACTERS_KEPT = 224
/** Begins the key of a number, which is another value than the text that looks like it. */
const NUMBER_MARK = '\u0001'

/** What one finding has in the attribute index: `path` with the key of a text, or with a number. */
export interface IndexEntries {
  texts: Map<string, { path: number; value: string }>
  numbers: Map<string, { path: number; value: number }>
}

/** Numbers that stand for the indexed paths in this database. */
export type IndexPaths = ReadonlyMap<string, number>

/** Equal texts have equal keys, others have others. */
export function textKey(text: string): string {
  const wellFormed = text.toWellFormed()
  const escaped = wellFormed.startsWith(NUMBER_MARK) ? NUMBER_MARK + wellFormed : wellFormed
  if (escaped.length <= KEY_CHARACTERS_MAX) return escaped
  return escaped.slice(0, KEY_CHARACTERS_KEPT).toWellFormed() + createHash('sha256').update(escaped).digest('hex')
}

export function numberKey(number: number): string {
  return `${NUMBER_MARK}${number === 0 ? 0 : number}`
}

/** Times are kept as numbers alone, other numbers also as texts: so equality asks one table. */
export function indexEntriesOf(document: object, paths: IndexPaths): IndexEntries {
  const entries: IndexEntries = { texts: new Map(), numbers: new Map() }
  for (const attribute of INDEXED_ATTRIBUTES) {
    const path = paths.get(attribute)
    if (path === undefined) throw new Error(`no number stands for the path ${attribute}`)
    for (const value of valuesAt(document, attribute)) {
      if (typeof value === 'number') entries.numbers.set(`${path} ${value}`, { path, value })
      if (isTime(attribute)) continue
      const key = typeof value === 'number' ? numberKey(value) : textKey(String(value))
      entries.texts.set(`${path} ${key}`, { path, value: key })
    }
  }
  return entries
}
