import { sortDocuments } from '../../aggregate/criteria/sort-documents.ts'
import { visibleDetectorIds } from '../finding-scope.ts'
import { operation } from '../operation.ts'
import { readSort } from '../read-sort.ts'

/** In the order asked for, or that of the ids; unknown ids are left out. */
export const getFindings = operation('GetFindings', async ({ findingIds, sortCriteria }, { detector, store }) => {
  const sort = readSort(sortCriteria)
  const found = await store.findings.get(await visibleDetectorIds(store, detector), findingIds)
  const findings = found.map(({ document }) => document)
  return { findings: sort === undefined ? findings : sortDocuments(findings, sort) }
})
