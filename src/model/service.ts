import Type, { type Static } from 'typebox'
import { Action } from './action.ts'
import { Evidence } from './evidence.ts'
import { IsoTime } from './iso-time.ts'
import { nullable } from './nullable.ts'

export const ResourceRole = Type.Union([Type.Literal('TARGET'), Type.Literal('ACTOR')])
export type ResourceRole = Static<typeof ResourceRole>

/**
 * Free-form: what a family of findings adds. Since June 2022 the service repeats the whole object as compact JSON text in
 * `value`, with `type` `default`, because the SDKs know only these two members.
 */
export const AdditionalInfo = Type.Record(Type.String(), Type.Unknown())
export type AdditionalInfo = Static<typeof AdditionalInfo>

/** GuardDuty's `service` member: what happened, seen by which detector, how often and when. */
export const Service = Type.Object({
  serviceName: Type.Literal('guardduty'),
  detectorId: Type.String(),
  action: Action,
  resourceRole: ResourceRole,
  additionalInfo: Type.Optional(AdditionalInfo),
  evidence: Type.Optional(nullable(Evidence)),
  eventFirstSeen: IsoTime,
  eventLastSeen: IsoTime,
  archived: Type.Boolean(),
  count: Type.Integer({ minimum: 0 }),
  userFeedback: Type.Optional(nullable(Type.String())),
})
export type Service = Static<typeof Service>
