import type { TObject, TSchema } from 'typebox'
import type { OperationShape } from './operation-shape.ts'
import { operations } from './operations.ts'

/** The API as an OpenAPI 3.1 document, from the same table that routes and validates requests. */
export function openApiDocument(): object {
  const paths: Record<string, Record<string, object>> = {}
  for (const [name, shape] of Object.entries<OperationShape>(operations)) {
    const path = paths[shape.path] ?? {}
    path[shape.method.toLowerCase()] = operationObject(name, shape)
    paths[shape.path] = path
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Amazon GuardDuty API as Picket answers it',
      version: '2017-11-28',
      description:
        'Written by `npm run docs` from the schemas in src/model/api. Members of requests that are not named here are ignored.',
    },
    paths: Object.fromEntries(Object.entries(paths).toSorted(([a], [b]) => (a < b ? -1 : 1))),
    components: {
      responses: {
        BadRequest: errorResponse('The request cannot be carried out. `message` says why.'),
        Forbidden: errorResponse('The signature is absent or wrong, or its key may not call the operation.'),
      },
      securitySchemes: {
        sigv4: {
          type: 'apiKey',
          in: 'header',
          name: 'Authorization',
          description:
            'AWS Signature Version 4 with the service name `guardduty`; the region of the scope is the region asked.',
          'x-amazon-apigateway-authtype': 'awsSigv4',
        },
      },
    },
    security: [{ sigv4: [] }],
  }
}

function operationObject(operationId: string, { access, pathMembers, query, body, output, status }: OperationShape) {
  return {
    operationId,
    'x-picket-access': access,
    parameters: [...parameters('path', pathMembers), ...parameters('query', query)],
    ...(isEmpty(body)
      ? {}
      : {
          requestBody: {
            required: (body.required ?? []).length > 0,
            content: { 'application/json': { schema: body } },
          },
        }),
    responses: {
      [status]: {
        description: isEmpty(output) ? 'Done.' : 'The answer.',
        ...(isEmpty(output) ? {} : { content: { 'application/json': { schema: output } } }),
      },
      400: { $ref: '#/components/responses/BadRequest' },
      403: { $ref: '#/components/responses/Forbidden' },
    },
  }
}

function parameters(place: 'path' | 'query', schemas: TObject): object[] {
  const { properties } = schemas
  const required: readonly string[] = schemas.required ?? []
  return Object.entries<TSchema>(properties).map(([name, schema]) => ({
    name,
    in: place,
    required: required.includes(name),
    schema,
  }))
}

function errorResponse(description: string): object {
  const text = { type: 'string' }
  const headers = { 'x-amzn-ErrorType': { description: 'What SDKs call the error.', schema: text } }
  const schema = { type: 'object', properties: { message: text, __type: text }, required: ['message', '__type'] }
  return { description, headers, content: { 'application/json': { schema } } }
}

const isEmpty = (schema: TObject) => Object.keys(schema.properties).length === 0
