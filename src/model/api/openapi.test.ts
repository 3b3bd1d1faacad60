import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openApiDocument } from './openapi.ts'
import { operationNames, operations } from './operations.ts'

const { paths } = openApiDocument() as {
  paths: Record<string, Record<string, { operationId: string; parameters: { name: string; in: string }[] }>>
}

test('every operation is in the document once, at its method and path', () => {
  const found = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { operationId }]) => `${operationId} ${method.toUpperCase()} ${path}`),
  )
  const all = operationNames.map((name) => `${name} ${operations[name].method} ${operations[name].path}`)
  assert.deepEqual(found.toSorted(), all.toSorted())
  assert.equal(all.length, 58 + 4)
})

test('every brace of a path is a parameter of it, and no other is', () => {
  for (const [path, methods] of Object.entries(paths)) {
    const braces = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)
    for (const { operationId, parameters } of Object.values(methods)) {
      const named = parameters.filter((parameter) => parameter.in === 'path').map(({ name }) => name)
      assert.deepEqual(named.toSorted(), braces.toSorted(), operationId)
    }
  }
})
