import { detectors } from '../../src/detect/detectors/index.ts'
import type { RawRecord, Vector } from '../../src/detect/vector.ts'

const firing: readonly Vector[] = detectors.flatMap(({ vectors }) => vectors.filter(({ finds }) => finds > 0))

/** The records of every vector that fires, together: a busy hour with every attack in it. */
export const everything: readonly RawRecord[] = firing.flatMap(({ records }) => records)

/** The lists and places that those vectors need, joined; none trusts anybody. */
export const everythingAround: Pick<Vector, 'lists' | 'places'> = {
  lists: Object.assign({}, ...firing.map(({ lists }) => lists ?? {})),
  places: Object.assign({}, ...firing.map(({ places }) => places ?? {})),
}
