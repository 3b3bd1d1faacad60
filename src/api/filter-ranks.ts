import type { Stores } from '../store/ports.ts'
import type { Filter } from '../store/records.ts'

/**
 * Puts a filter at a rank, from 1 to one more than there are others, and moves the others so that ranks have no gaps
 * (api-behaviour.md section 2.7). Writes those that moved; answers the rank given.
 */
export async function placeFilter(stores: Stores, detectorId: string, name: string, rank: number): Promise<number> {
  const others = (await stores.filters.all(detectorId)).filter((filter) => filter.name !== name)
  const given = Math.min(rank, others.length + 1)
  await renumber(stores, others, (index) => (index + 1 < given ? index + 1 : index + 2))
  return given
}

/** Closes the gap that a deleted filter leaves. */
export async function closeRanks(stores: Stores, detectorId: string): Promise<void> {
  await renumber(stores, await stores.filters.all(detectorId), (index) => index + 1)
}

async function renumber(stores: Stores, filters: readonly Filter[], rankOf: (index: number) => number): Promise<void> {
  for (const [index, filter] of filters.entries()) {
    const rank = rankOf(index)
    if (filter.rank !== rank) await stores.filters.update({ ...filter, rank })
  }
}
