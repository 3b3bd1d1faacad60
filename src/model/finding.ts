import Type, { type Static } from 'typebox'
import { IsoTime } from './iso-time.ts'
import { Resource } from './resource.ts'
import { Service } from './service.ts'

/**
 * GuardDuty's finding document as GetFindings, the S3 export and EventBridge carry it, in the order of the wire.
 * Members beyond these are let through: the real service sends a few that its reference does not name.
 */
export const Finding = Type.Object({
  schemaVersion: Type.Literal('2.0'),
  accountId: Type.String(),
  region: Type.String(),
  partition: Type.String(),
  id: Type.String({ pattern: '^[0-9a-f]{32}$' }),
  arn: Type.String(),
  /** A `FindingTypeName`. Seven active names are longer than the reference's limit of 50 characters. */
  type: Type.String({ minLength: 1 }),
  resource: Resource,
  service: Service,
  severity: Type.Number({ minimum: 0, maximum: 10 }),
  createdAt: IsoTime,
  updatedAt: IsoTime,
  title: Type.String(),
  description: Type.String(),
  /** Shown only when 0: judged a false positive. */
  confidence: Type.Optional(Type.Number()),
})
export type Finding = Static<typeof Finding>
