import { detectorArn as arnOf } from '../model/finding-id.ts'
import type { Detector } from '../store/records.ts'

export const detectorArn = ({ id: detectorId, accountId, region }: Pick<Detector, 'id' | 'accountId' | 'region'>) =>
  arnOf({ region, accountId, detectorId })

export const filterArn = (detector: Detector, name: string): string => `${detectorArn(detector)}/filter/${name}`

export const setArn = (detector: Detector, kind: 'ipset' | 'threatintelset', id: string): string =>
  `${detectorArn(detector)}/${kind}/${id}`
