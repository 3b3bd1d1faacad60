import { repeatedSample, sampleFinding } from '../../aggregate/samples/sample-finding.ts'
import { findingTypeNames, isFindingTypeName } from '../../model/catalogue/index.ts'
import { archiveCriteria, isSuppressed } from '../archive-filters.ts'
import { operation } from '../operation.ts'
import { invalidInput } from '../wire-error.ts'

/** One of each type; the next time it is the same finding once more. ARCHIVE filters apply to samples as to all. */
export const createSampleFindings = operation(
  'CreateSampleFindings',
  async (input, { detector, now, store, newId }) => {
    const types =
      input.findingTypes === undefined || input.findingTypes.length === 0 ? findingTypeNames : input.findingTypes
    const wanted = [...new Set(types)].map((type) => {
      if (!isFindingTypeName(type)) {
        throw invalidInput('The request is rejected because of invalid finding type is specified.')
      }
      return type
    })
    const { accountId, region, id: detectorId } = detector
    await store.transaction(async (stores) => {
      const known = await stores.findings.byIdentity(detectorId, wanted.map(identityOfSample))
      const archives = await archiveCriteria(stores, detectorId)
      await stores.findings.put(
        wanted.map((type) => {
          const identity = identityOfSample(type)
          const before = known.get(identity)
          if (before !== undefined) return { ...before, document: repeatedSample(before.document, now) }
          const document = sampleFinding(type, { accountId, region, detectorId, now, id: newId() })
          const suppressed = isSuppressed(archives, document)
          document.service.archived = suppressed
          return { document, identity, state: null, suppressed }
        }),
      )
    })
  },
)

const identityOfSample = (type: string): string => `sample ${type}`
