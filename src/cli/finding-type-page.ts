import type { Detector } from '../detect/detector.ts'
import { detectors } from '../detect/detectors/index.ts'
import type { Vector } from '../detect/vector.ts'
import type { FindingTypeEntry } from '../model/catalogue/index.ts'
import { severityLabel } from '../model/severity.ts'
import { detectedTypes } from './coverage.ts'

/** What `explain` and the pages of the documentation say of a type, in order. */
export interface PageSection {
  heading: string
  text: string
}

export function sectionsOf(entry: FindingTypeEntry): PageSection[] {
  const variants = (entry.severity.variants ?? []).map(
    ({ value, when }) => `; ${value} (${severityLabel(value)}) ${when}`,
  )
  const shapes = [...new Set(detectorsOf(entry).map((one) => one.shape))]
  return [
    {
      heading: 'Severity',
      text: `${entry.severity.default} (${severityLabel(entry.severity.default)})${variants.join('')}`,
    },
    {
      heading: 'Tactic',
      text: `${entry.mitre.tactic} (${[entry.mitre.tacticId, ...entry.mitre.techniques].join(', ')})`,
    },
    { heading: 'Source', text: [entry.dataSource, ...(entry.alsoFrom ?? [])].join(', ') },
    { heading: 'Detected', text: detectedTypes.has(entry.type) ? `yes, by ${shapes.join(', ')}` : 'not yet' },
    { heading: 'Sees', text: entry.sees },
    { heading: 'Misses', text: entry.misses },
    { heading: 'Needs', text: entry.needs },
    { heading: 'Fires', text: `${entry.threshold} ${entry.window}` },
    { heading: 'One finding for', text: ['account', 'region', ...entry.key].join(', ') },
    { heading: 'Respond', text: entry.respond },
  ]
}

/** The detectors of a type; several where it shows in several ways. */
export function detectorsOf(entry: FindingTypeEntry): Detector[] {
  return detectors.filter((detector) => detector.types.includes(entry.type))
}

/** The cases that the detectors of a type are tested with. */
export function casesOf(entry: FindingTypeEntry): Vector[] {
  return detectorsOf(entry).flatMap((detector) => detector.vectors)
}
