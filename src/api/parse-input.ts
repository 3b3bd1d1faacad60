import type { TObject } from 'typebox'
import { Compile } from 'typebox/compile'
import { type OperationName, operations } from '../model/api/operations.ts'
import { type SchemaError, wireErrorOf } from './input-error.ts'
import { malformedJson, outOfRange } from './wire-error.ts'

/** Deeper than any member of the API; what recurses over an input stays within the stack. */
const NESTING_MAX = 32

/** A JSON body as an object; an empty one is `{}`, and a member that is null counts as absent. Throws the wire error for anything else. */
export function parseBody(body: Uint8Array): Record<string, unknown> {
  if (body.length === 0) return {}
  const parsed = withoutNulls(parsedJson(body), NESTING_MAX)
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) throw malformedJson()
  return { ...parsed }
}

function parsedJson(body: Uint8Array): unknown {
  try {
    return JSON.parse(UTF8.decode(body))
  } catch {
    throw malformedJson()
  }
}

const UTF8 = new TextDecoder('utf-8', { fatal: true })

function withoutNulls(value: unknown, depth: number): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (depth === 0) throw malformedJson()
  if (Array.isArray(value)) return value.map((item) => withoutNulls(item, depth - 1))
  const members = Object.entries(value).filter(([, member]) => member !== null)
  return Object.fromEntries(members.map(([name, member]) => [name, withoutNulls(member, depth - 1)]))
}

/**
 * The members of path, query and body of a request that the operation knows, once each satisfies its schema. Throws the documented
 * error of the first that does not.
 */
export function parseInput(
  operation: OperationName,
  pathMembers: Record<string, string>,
  rawQuery: string,
  body: Record<string, unknown>,
): Record<string, unknown> {
  const shape = operations[operation]
  const query = parseQuery(rawQuery, shape.query)
  const known = knownMembers(body, shape.body)
  const [paths, queries, bodies] = validatorsOf(operation)
  check(operation, paths, pathMembers)
  check(operation, queries, query)
  check(operation, bodies, known)
  return { ...known, ...query, ...pathMembers }
}

/** Whether a path's detector id could be one at all. */
export function hasDetectorIdForm(text: string): boolean {
  return /^[0-9a-f]{32}$/.test(text)
}

/** Repeated members make a list where the schema wants one; otherwise the first counts. */
function parseQuery(rawQuery: string, schema: TObject): Record<string, unknown> {
  const parameters = new URLSearchParams(rawQuery)
  const given = Object.entries(schema.properties).flatMap(([name, member]) => {
    const values = parameters.getAll(name)
    if (values.length === 0) return []
    return [[name, typeOf(member) === 'array' ? values : values[0]]]
  })
  return knownMembers(Object.fromEntries(given), schema)
}

/** Newer clients send members that this version has no word for; some clients send every number as a text. */
function knownMembers(given: Record<string, unknown>, schema: TObject): Record<string, unknown> {
  const known = Object.entries(schema.properties).flatMap(([name, member]) => {
    if (!Object.hasOwn(given, name)) return []
    const value = given[name]
    const isNumeric = typeOf(member) === 'integer' && typeof value === 'string' && /^-?\d{1,15}$/.test(value)
    return [[name, isNumeric ? Number(value) : value]]
  })
  return Object.fromEntries(known)
}

const typeOf = (schema: object) => ('type' in schema ? schema.type : undefined)

interface Validator {
  Check(value: unknown): boolean
  Errors(value: unknown): SchemaError[]
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

function check(operation: OperationName, validator: Validator, value: Record<string, unknown>): void {
  if (validator.Check(value)) return
  const [error] = validator.Errors(value)
  throw error === undefined ? outOfRange() : wireErrorOf(operation, error, value)
}
