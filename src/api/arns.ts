import { partitionOf } from '../model/partition.ts'
import type { Detector } from '../store/records.ts'

export const detectorArn = ({ id, accountId, region }: Pick<Detector, 'id' | 'accountId' | 'region'>): string =>
  `arn:${partitionOf(region)}:guardduty:${region}:${accountId}:detector/${id}`

export const filterArn = (detector: Detector, name: string): string => `${detectorArn(detector)}/filter/${name}`

export const setArn = (detector: Detector, kind: 'ipset' | 'threatintelset', id: string): string =>
  `${detectorArn(detector)}/${kind}/${id}`
