import { isTime } from './attributes.ts'

export type Value = string | number | boolean

/**
 * The values of a document at a path, arrays fanned out at every step; null, absent and composite ones are none. Times come
 * as epoch milliseconds; text that should be a time and is none is no value.
 */
export function valuesAt(document: object, path: string): Value[] {
  const found: Value[] = []
  collect(document, stepsOf(path), 0, found)
  return isTime(path) && found.length > 0 ? found.flatMap(timeOf) : found
}

/** The same few paths are asked of every document. */
const STEPS_KEPT_MAX = 1_000
const steps = new Map<string, readonly string[]>()

function stepsOf(path: string): readonly string[] {
  const known = steps.get(path)
  if (known !== undefined) return known
  if (steps.size >= STEPS_KEPT_MAX) steps.clear()
  const own = path.split('.')
  steps.set(path, own)
  return own
}

function collect(node: unknown, steps: readonly string[], depth: number, found: Value[]): void {
  if (Array.isArray(node)) {
    for (const element of node) collect(element, steps, depth, found)
    return
  }
  const step = steps[depth]
  if (step !== undefined) {
    if (typeof node !== 'object' || node === null || !Object.hasOwn(node, step)) return
    collect((node as Record<string, unknown>)[step], steps, depth + 1, found)
  } else if (typeof node === 'string' || typeof node === 'boolean') found.push(node)
  else if (typeof node === 'number' && Number.isFinite(node)) found.push(node)
}

function timeOf(value: Value): number[] {
  const time = typeof value === 'string' ? Date.parse(value) : value
  return typeof time === 'number' && !Number.isNaN(time) ? [time] : []
}
