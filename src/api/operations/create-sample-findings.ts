import { repeatedSample, sampleFinding } from '../../aggregate/samples/sample-finding.ts'
import { findingTypeNames, isFindingTypeName } from '../../model/catalogue/index.ts'
import { operation } from '../operation.ts'
import { invalidInput } from '../wire-error.ts'

/** One of each type; the next time it is the same finding once more. ARCHIVE filters do not apply to samples. */
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
      await stores.findings.put(
        wanted.map((type) => {
          const identity = identityOfSample(type)
          const before = known.get(identity)
          const document =
            before === undefined
              ? sampleFinding(type, { accountId, region, detectorId, now, id: newId() })
              : repeatedSample(before.document, now)
          return { document, identity, state: null, suppressed: false }
        }),
      )
    })
  },
)

const identityOfSample = (type: string): string => `sample ${type}`
