import type { TSchema } from 'typebox'
import { type OperationName, operationNames, operations } from '../model/api/operations.ts'

/** Lists that say nothing of a next page when there is none; the others say `null` (api-behaviour.md section 1.5). */
const WITHOUT_NULLS = new Set<OperationName>(['ListDetectors', 'ListMembers', 'ListInvitations'])

/** The body of an answer: empty for an operation without output; members that may be null and are absent are said to be. */
export function serialise(operation: OperationName, output: unknown): string {
  const nulls = NULLABLE.get(operation)
  if (nulls === undefined) return ''
  const said = Object.entries(Object(output)).filter(([, value]) => value !== undefined)
  const absent = nulls.filter((name) => !said.some(([known]) => known === name)).map((name) => [name, null])
  return JSON.stringify(Object.fromEntries([...said, ...absent]))
}

/** Of operations with an output, the members of it that may be null. */
const NULLABLE = new Map<OperationName, string[]>()
for (const operation of operationNames) {
  const members = Object.entries<TSchema>({ ...operations[operation].output.properties })
  if (members.length === 0) continue
  const nullable = WITHOUT_NULLS.has(operation) ? [] : members.filter(([, schema]) => allowsNull(schema))
  NULLABLE.set(
    operation,
    nullable.map(([name]) => name),
  )
}

function allowsNull(schema: TSchema): boolean {
  return 'anyOf' in schema && Array.isArray(schema.anyOf) && schema.anyOf.some(({ type }) => type === 'null')
}
