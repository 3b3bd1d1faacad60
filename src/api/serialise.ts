import type { TSchema } from 'typebox'
import { type OperationName, operations } from '../model/api/operations.ts'

/** Lists that say nothing of a next page when there is none; the others say `null` (api-behaviour.md section 1.5). */
const WITHOUT_NULLS = new Set<OperationName>(['ListDetectors', 'ListMembers', 'ListInvitations'])

/** The body of an answer: empty for an operation without output; members that may be null and are absent are said to be. */
export function serialise(operation: OperationName, output: unknown): string {
  const nulls = NULLS.get(operation)
  if (nulls === undefined) return ''
  return JSON.stringify({ ...nulls, ...withoutUndefined(output) })
}

const NULLS = new Map<OperationName, Record<string, null>>()
for (const [operation, { output }] of Object.entries(operations) as [
  OperationName,
  { output: { properties: object } },
][]) {
  const members = Object.entries<TSchema>({ ...output.properties })
  if (members.length === 0) continue
  const optional = WITHOUT_NULLS.has(operation) ? [] : members.filter(([, schema]) => allowsNull(schema))
  NULLS.set(operation, Object.fromEntries(optional.map(([name]) => [name, null])))
}

function withoutUndefined(output: unknown): object {
  return Object.fromEntries(Object.entries(Object(output)).filter(([, value]) => value !== undefined))
}

function allowsNull(schema: TSchema): boolean {
  return 'anyOf' in schema && Array.isArray(schema.anyOf) && schema.anyOf.some(({ type }) => type === 'null')
}
