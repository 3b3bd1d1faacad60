import type { OperationName } from '../model/api/operations.ts'
import {
  invalidCriteria,
  invalidInput,
  invalidNextToken,
  invalidParameter,
  invalidSortCriteria,
  invalidStatisticType,
  malformedJson,
  missingParameters,
  outOfBounds,
  outOfRange,
  tooManyFindingIds,
  tooManyItems,
  type WireError,
} from './wire-error.ts'

/** What a schema has against a value. */
export interface SchemaError {
  keyword: string
  /** `/accountIds/0`; empty for the whole. */
  instancePath: string
  params: object
}

/** The service's own text for what is wrong with an input. */
export function wireErrorOf(
  operation: OperationName,
  { keyword, instancePath, params }: SchemaError,
  input: Record<string, unknown>,
): WireError {
  const [member = '', ...deeper] = instancePath.split('/').slice(1)
  if (member === '') return keyword === 'required' ? missingError(operation, params) : outOfRange()
  const value = input[member]
  switch (keyword) {
    case 'type':
      return typeError(member, value)
    case 'maxItems':
      if (deeper.length > 0 || !Array.isArray(value)) break
      if (member === 'findingIds') return tooManyFindingIds()
      return tooManyItems(member, value.length, 'limit' in params ? Number(params.limit) : 0)
    case 'minimum':
    case 'maximum':
      if (member === 'maxResults') return outOfBounds(member)
      break
    case 'enum':
      if (DESERIALISED.has(member)) return malformedJson()
  }
  return memberError(member)
}

/** JSON of another type than the member's cannot be read at all. */
function typeError(member: string, value: unknown): WireError {
  const isAttempt = member === 'maxResults' && (typeof value === 'string' || typeof value === 'number')
  return isAttempt ? invalidParameter(member) : malformedJson()
}

function missingError(operation: OperationName, params: object): WireError {
  const names =
    'requiredProperties' in params && Array.isArray(params.requiredProperties) ? params.requiredProperties : []
  switch (operation) {
    case 'CreatePublishingDestination':
      return invalidInput(`The request failed because no ${names[0]} parameter was included in the request.`)
    case 'GetMembers':
      return outOfRange()
    default:
      return missingParameters()
  }
}

function memberError(member: string): WireError {
  switch (member) {
    case 'findingCriteria':
      return invalidCriteria()
    case 'sortCriteria':
      return invalidSortCriteria()
    case 'nextToken':
      return invalidNextToken()
    case 'findingStatisticTypes':
      return invalidStatisticType()
    case 'findingTypes':
      return invalidInput('The request is rejected because of invalid finding type is specified.')
    case 'accountIds':
    case 'accountDetails':
    case 'findingIds':
    case 'tags':
    case 'tagKeys':
    case 'resourceArn':
      return outOfRange()
    default:
      return invalidParameter(member)
  }
}

/** Members that the service reads into an enumeration, so that it cannot read another value. */
const DESERIALISED = new Set(['findingPublishingFrequency', 'destinationType', 'feedback', 'usageStatisticsType'])
