import type { JsonObject, JsonValue } from '../normalize/event.ts'
import { isObject } from '../normalize/read-members.ts'

/** Reading documents whose shape nobody promises: what is missing or of another type reads as empty. */

export { isObject }

export function objectAt(value: JsonValue | undefined, ...path: string[]): JsonObject {
  let at = value
  for (const member of path) at = isObject(at) ? at[member] : undefined
  return isObject(at) ? at : {}
}

/** Objects of an array, of an `{items: […]}` or `{item: […]}` as CloudTrail writes lists, or a single object by itself. */
export function objectsIn(value: JsonValue | undefined): JsonObject[] {
  const member = isObject(value) ? ['items', 'item'].find((name) => Object.hasOwn(value, name)) : undefined
  const list = isObject(value) && member !== undefined ? value[member] : value
  if (Array.isArray(list)) return list.filter(isObject)
  return isObject(list) && Object.keys(list).length > 0 ? [list] : []
}

export function textAt(object: JsonObject, ...names: string[]): string | undefined {
  for (const name of names) {
    const value = object[name]
    if (typeof value === 'string' && value !== '') return value
  }
  return undefined
}

/** The object without members that are undefined. */
export function compact<T extends object>(object: T): { [Member in keyof T]: Exclude<T[Member], undefined> } {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as never
}

/** Documents inside documents; the deepest known has ten. What is deeper reads as empty. */
const DEPTH_MAX = 64

/** The same document with every member's first letter in lower case, as CloudTrail and Config write what the CLI capitalises. */
export function camelCased(value: JsonValue, depth = 0): JsonValue {
  if (depth > DEPTH_MAX) return null
  if (Array.isArray(value)) return value.map((one) => camelCased(one, depth + 1))
  if (!isObject(value)) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [
      name.charAt(0).toLowerCase() + name.slice(1),
      camelCased(member ?? null, depth + 1),
    ]),
  )
}
