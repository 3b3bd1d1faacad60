import Type, { type TObject } from 'typebox'
import { DetectorId, MaxResults, NextToken, Nothing } from './constraints.ts'

/** One operation on the wire. A `read` operation changes nothing. A status of 204, or an output without members, has no body. */
export interface OperationShape {
  method: 'GET' | 'POST' | 'DELETE'
  /** Members in braces are one path segment each, percent-encoded. */
  path: string
  access: 'read' | 'full'
  pathMembers: TObject
  query: TObject
  body: TObject
  output: TObject
  status: 200 | 204
}

const DEFAULTS = { pathMembers: Nothing, query: Nothing, body: Nothing, output: Nothing, status: 200 } as const

type Stated = Pick<OperationShape, 'method' | 'path' | 'access'> & Partial<OperationShape>

/** What an operation does not state is nothing, and its status 200. */
export function shape<const Shape extends Stated>(one: Shape): Omit<typeof DEFAULTS, keyof Shape> & Shape {
  return { ...DEFAULTS, ...one }
}

export const EntityId = Type.String({ minLength: 1, maxLength: 300 })
export const Ids = Type.Array(Type.String(), { maxItems: 50 })
export const InDetector = Type.Object({ detectorId: DetectorId })
export const PageQuery = Type.Object({ maxResults: Type.Optional(MaxResults), nextToken: Type.Optional(NextToken) })
