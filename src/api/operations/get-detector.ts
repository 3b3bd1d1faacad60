import { detectorArn } from '../arns.ts'
import { detectorDocument } from '../detector-document.ts'
import { operation } from '../operation.ts'

export const getDetector = operation('GetDetector', async (_input, { detector, store }) =>
  detectorDocument(detector, await store.tags.of(detectorArn(detector))),
)
