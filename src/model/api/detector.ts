import Type from 'typebox'
import { ClientToken, Enabled, orNull, TagMap } from './constraints.ts'

const Switch = Type.Object({ enable: Type.Boolean() })
export const DataSourceConfigurations = Type.Object({
  s3Logs: Type.Optional(Switch),
  kubernetes: Type.Optional(Type.Object({ auditLogs: Switch })),
})

const Status = Type.Object({ status: Enabled })
export const DataSourceConfigurationsResult = Type.Object({
  cloudTrail: Status,
  dnsLogs: Status,
  flowLogs: Status,
  s3Logs: Status,
  kubernetes: Type.Optional(Type.Object({ auditLogs: Status })),
})

export const FindingPublishingFrequency = Type.Enum(['FIFTEEN_MINUTES', 'ONE_HOUR', 'SIX_HOURS'])

export const CreateDetectorBody = Type.Object({
  enable: Type.Boolean(),
  clientToken: Type.Optional(ClientToken),
  findingPublishingFrequency: Type.Optional(FindingPublishingFrequency),
  dataSources: Type.Optional(DataSourceConfigurations),
  tags: Type.Optional(TagMap),
})

export const UpdateDetectorBody = Type.Object({
  enable: Type.Optional(Type.Boolean()),
  findingPublishingFrequency: Type.Optional(FindingPublishingFrequency),
  dataSources: Type.Optional(DataSourceConfigurations),
})

export const GetDetectorOutput = Type.Object({
  status: Enabled,
  createdAt: Type.String(),
  updatedAt: Type.String(),
  serviceRole: Type.String(),
  findingPublishingFrequency: FindingPublishingFrequency,
  dataSources: DataSourceConfigurationsResult,
  tags: orNull(Type.Record(Type.String(), Type.String())),
})
