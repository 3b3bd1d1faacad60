import { detectors } from '../detect/detectors/index.ts'
import { catalogue, type DataSource } from '../model/catalogue/index.ts'

/** Types that a detector finds. A type is in here only if the detector has a vector that fires, which a test runs. */
export const detectedTypes: ReadonlySet<string> = new Set(
  detectors
    .filter((detector) => detector.vectors.some((vector) => vector.finds > 0))
    .flatMap((detector) => detector.types),
)

export interface SourceCoverage {
  source: DataSource
  detected: number
  types: number
}

/** How many of the catalogue's types are detected, by the log they are found in. */
export function coverage(): SourceCoverage[] {
  const sources = [...new Set(catalogue.map((entry) => entry.dataSource))]
  return sources.map((source) => {
    const types = catalogue.filter((entry) => entry.dataSource === source)
    return { source, types: types.length, detected: types.filter((entry) => detectedTypes.has(entry.type)).length }
  })
}
