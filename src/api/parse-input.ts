import type { TObject } from 'typebox'
import { Compile } from 'typebox/compile'
import { type OperationName, operations } from '../model/api/operations.ts'
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

/** A JSON body as an object; an empty one is `{}`. Throws the wire error for anything else. */
export function parseBody(body: Uint8Array): Record<string, unknown> {
  if (body.length === 0) return {}
  let parsed: unknown
  try {
    parsed = JSON.parse(UTF8.decode(body))
  } catch {
    throw malformedJson()
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) throw malformedJson()
  return withoutNulls(parsed as Record<string, unknown>)
}

const UTF8 = new TextDecoder('utf-8', { fatal: true })

/** A member that is null counts as absent, as SDKs mean it. */
function withoutNulls(object: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== null))
}

/**
 * The members of path, query and body of a request, once each satisfies the operation's schema. Throws the documented error of
 * the first that does not.
 */
export function parseInput(
  operation: OperationName,
  pathMembers: Record<string, string>,
  rawQuery: string,
  body: Record<string, unknown>,
): Record<string, unknown> {
  const query = parseQuery(rawQuery, operations[operation].query)
  const [paths, queries, bodies] = validatorsOf(operation)
  check(operation, paths, pathMembers)
  check(operation, queries, query)
  check(operation, bodies, body)
  return { ...body, ...query, ...pathMembers }
}

/** Whether a path's detector id could be one at all. */
export function hasDetectorIdForm(text: string): boolean {
  return /^[0-9a-f]{32}$/.test(text)
}

/** Only members that the schema knows; numbers are read where it wants one, repeated members where it wants a list. */
function parseQuery(rawQuery: string, schema: TObject): Record<string, unknown> {
  const query: Record<string, unknown> = {}
  const parameters = new URLSearchParams(rawQuery)
  for (const [name, member] of Object.entries(schema.properties)) {
    const values = parameters.getAll(name)
    const [first] = values
    if (first === undefined) continue
    const { type } = member as { type?: string }
    if (type === 'array') query[name] = values
    else if (type === 'integer') query[name] = /^-?\d{1,15}$/.test(first) ? Number(first) : first
    else query[name] = first
  }
  return query
}

interface Checked {
  keyword: string
  instancePath: string
  params: object
}

interface Validator {
  Check(value: unknown): boolean
  Errors(value: unknown): Checked[]
}

const validators = new Map<OperationName, readonly [Validator, Validator, Validator]>()

function validatorsOf(operation: OperationName): readonly [Validator, Validator, Validator] {
  let own = validators.get(operation)
  if (own === undefined) {
    const { pathMembers, query, body } = operations[operation]
    own = [Compile(pathMembers), Compile(query), Compile(body)]
    validators.set(operation, own)
  }
  return own
}

function check(operation: OperationName, validator: Validator, value: object): void {
  if (validator.Check(value)) return
  const [error] = validator.Errors(value)
  throw error === undefined ? outOfRange() : wireErrorOf(operation, error, value)
}

/** The service's own text for what is wrong with a member. */
function wireErrorOf(operation: OperationName, { keyword, instancePath, params }: Checked, value: object): WireError {
  const [member = ''] = instancePath.split('/').slice(1)
  if (keyword === 'required') {
    const [missing = ''] = (params as { requiredProperties?: string[] }).requiredProperties ?? []
    if (instancePath === '' && operation === 'CreatePublishingDestination') {
      return invalidInput(`The request failed because no ${missing} parameter was included in the request.`)
    }
    return instancePath === '' ? missingParameters() : errorOfMember(operation, member)
  }
  const at = (value as Record<string, unknown>)[member]
  if (keyword === 'maxItems' && Array.isArray(at)) {
    if (member === 'findingIds') return tooManyFindingIds()
    return tooManyItems(member, at.length, (params as { limit?: number }).limit ?? 0)
  }
  if (keyword === 'type' && instancePath.split('/').length === 2) return typeError(member, at)
  if ((keyword === 'minimum' || keyword === 'maximum') && member === 'maxResults') return outOfBounds(member)
  return errorOfMember(operation, member)
}

/** JSON of another type than the member's cannot be read at all. */
function typeError(member: string, at: unknown): WireError {
  if (member === 'maxResults' && (typeof at === 'string' || typeof at === 'number')) return invalidParameter(member)
  return malformedJson()
}

function errorOfMember(operation: OperationName, member: string): WireError {
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
    case 'tags':
    case 'tagKeys':
    case 'resourceArn':
      return outOfRange()
    case '':
      return outOfRange()
    default:
      return ENUMS.has(`${operation} ${member}`) ? malformedJson() : invalidParameter(member)
  }
}

/** Members whose values the service reads into an enumeration, so that another value cannot be read. */
const ENUMS = new Set([
  'CreateDetector findingPublishingFrequency',
  'UpdateDetector findingPublishingFrequency',
  'CreatePublishingDestination destinationType',
  'UpdateFindingsFeedback feedback',
  'GetUsageStatistics usageStatisticsType',
])
