import type { Static } from 'typebox'
import { detectorOperations } from './detector-shapes.ts'
import { filterOperations } from './filter-shapes.ts'
import { findingOperations } from './finding-shapes.ts'
import { indicatorSetOperations } from './indicator-set-shapes.ts'
import { invitationOperations } from './invitation-shapes.ts'
import { memberOperations } from './member-shapes.ts'
import type { OperationShape } from './operation-shape.ts'
import { organizationOperations } from './organization-shapes.ts'
import { publishingDestinationOperations } from './publishing-destination-shapes.ts'
import { tagOperations } from './tag-shapes.ts'
import { usageOperations } from './usage-shapes.ts'

/**
 * The operations of the GuardDuty API 2017-11-28, and the four that later clients call by new names: types, validation, routes
 * and OpenAPI come from this table. Constraints are those of the reference.
 */
export const operations = {
  ...detectorOperations,
  ...filterOperations,
  ...indicatorSetOperations,
  ...findingOperations,
  ...publishingDestinationOperations,
  ...memberOperations,
  ...invitationOperations,
  ...organizationOperations,
  ...tagOperations,
  ...usageOperations,
} as const satisfies Record<string, OperationShape>

export type OperationName = keyof typeof operations
type Shapes = typeof operations

/** Everything that a request tells: members of path, query and body, in one object. */
export type Input<Name extends OperationName> = Static<Shapes[Name]['pathMembers']> &
  Static<Shapes[Name]['query']> &
  Static<Shapes[Name]['body']>

export type Output<Name extends OperationName> = Static<Shapes[Name]['output']>

export const operationNames = Object.keys(operations) as OperationName[]
