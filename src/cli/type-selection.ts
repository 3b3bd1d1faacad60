import type { Detector } from '../detect/detector.ts'
import { findingTypeNames } from '../model/catalogue/index.ts'
import { UsageError } from './usage-error.ts'

export interface TypeSelection {
  /** Detectors that can find one of the types. */
  selected: Detector[]
  isWanted: (type: string) => boolean
}

/**
 * Reads `--types`: comma separated names, `*` for any text; without it, all. Throws `UsageError` for a pattern that names no
 * type.
 */
export function typeSelection(detectors: readonly Detector[], list: string | undefined): TypeSelection {
  if (list === undefined) return { selected: [...detectors], isWanted: () => true }
  const patterns = list.split(',').map((pattern) => pattern.trim())
  const wanted = new Set<string>()
  for (const pattern of patterns) {
    const expression = new RegExp(`^${pattern.split('*').map(RegExp.escape).join('.*')}$`)
    const named = findingTypeNames.filter((type) => expression.test(type))
    if (named.length === 0)
      throw new UsageError(`--types: no finding type is called ${pattern}; picket explain lists them`)
    for (const type of named) wanted.add(type)
  }
  return {
    selected: detectors.filter((detector) => detector.types.some((type) => wanted.has(type))),
    isWanted: (type) => wanted.has(type),
  }
}
