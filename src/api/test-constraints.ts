import type { OperationShape } from '../model/api/operation-shape.ts'

/** The JSON Schema that TypeBox schemas are, as far as the API's use it. */
export interface JsonSchema {
  type?: string
  properties?: Record<string, JsonSchema>
  patternProperties?: Record<string, JsonSchema>
  required?: string[]
  items?: JsonSchema
  enum?: unknown[]
  anyOf?: JsonSchema[]
  pattern?: string
  minLength?: number
  maxLength?: number
  minimum?: number
  maximum?: number
  minItems?: number
  maxItems?: number
  maxProperties?: number
  additionalProperties?: boolean
}

/** One input that breaks one constraint and no other. */
export interface ConstraintCase {
  /** `maxItems of accountIds` */
  name: string
  keyword: string
  /** The top-level member that is wrong. */
  member: string
  isNested: boolean
  value: unknown
}

/** An input with every member, all of them right; `samples` has values for patterns. */
export function validSample(schema: JsonSchema, samples: Readonly<Record<string, string>>): unknown {
  if (schema.anyOf !== undefined) return validSample(schema.anyOf[0] ?? {}, samples)
  if (schema.enum !== undefined) return schema.enum[0]
  switch (schema.type) {
    case 'object': {
      const [[pattern, member] = []] = Object.entries(schema.patternProperties ?? {})
      if (member !== undefined) return { [samples[pattern ?? ''] ?? 'key']: validSample(member, samples) }
      const members = Object.entries(schema.properties ?? {})
      return Object.fromEntries(members.map(([name, one]) => [name, validSample(one, samples)]))
    }
    case 'array':
      return [validSample(schema.items ?? {}, samples)]
    case 'boolean':
      return true
    case 'integer':
    case 'number':
      return schema.minimum ?? 1
    default:
      if (schema.pattern !== undefined) return samples[schema.pattern] ?? missingSample(schema.pattern)
      return 'x'.repeat(Math.max(1, schema.minLength ?? 0))
  }
}

/** For every constraint of an object's schema an input that breaks just that. */
export function constraintCases(
  schema: OperationShape['body'],
  samples: Readonly<Record<string, string>>,
): ConstraintCase[] {
  const whole = schema as unknown as JsonSchema
  const valid = validSample(whole, samples)
  return breaks(whole, valid, samples, '').map(({ keyword, path, value }) => {
    const [member = '', ...deeper] = path.split('.').filter((step) => step !== '')
    return { name: `${keyword} of ${path.slice(1)}`, keyword, member, isNested: deeper.length > 0, value }
  })
}

interface Broken {
  keyword: string
  path: string
  value: unknown
}

/** Each way in which `valid`, which satisfies `schema`, can be made to break one constraint of it. */
function breaks(schema: JsonSchema, valid: unknown, samples: Readonly<Record<string, string>>, path: string): Broken[] {
  const own = (keyword: string, value: unknown) => ({ keyword, path, value })
  if (schema.anyOf !== undefined) return [own('anyOf', { not: 'allowed' })]
  if (schema.enum !== undefined) return [own('enum', 'NOT_ALLOWED')]
  switch (schema.type) {
    case 'object':
      return objectBreaks(schema, Object(valid), samples, path)
    case 'array': {
      const item = Array.isArray(valid) ? valid[0] : undefined
      const inside = breaks(schema.items ?? {}, item, samples, `${path}.0`)
      const { minItems = 0, maxItems } = schema
      return [
        own('type', { not: 'a list' }),
        ...(minItems > 0 ? [own('minItems', [])] : []),
        ...(maxItems === undefined ? [] : [own('maxItems', Array(maxItems + 1).fill(item))]),
        ...inside.map((broken) => ({ ...broken, value: [broken.value] })),
      ]
    }
    case 'integer':
    case 'number':
      return [
        own('type', 'many'),
        own('type', { not: 'a number' }),
        ...(schema.minimum === undefined ? [] : [own('minimum', schema.minimum - 1)]),
        ...(schema.maximum === undefined ? [] : [own('maximum', schema.maximum + 1)]),
      ]
    case 'boolean':
      return [own('type', 'perhaps')]
    default:
      return stringBreaks(schema).map(([keyword, value]) => own(keyword, value))
  }
}

function objectBreaks(
  schema: JsonSchema,
  valid: Record<string, unknown>,
  samples: Readonly<Record<string, string>>,
  path: string,
): Broken[] {
  const broken: Broken[] = path === '' ? [] : [{ keyword: 'type', path, value: 'not an object' }]
  for (const name of schema.required ?? []) {
    const { [name]: _gone, ...rest } = valid
    broken.push({ keyword: 'required', path: `${path}.${name}`, value: rest })
  }
  for (const [name, member] of Object.entries(schema.properties ?? {})) {
    for (const inside of breaks(member, valid[name], samples, `${path}.${name}`)) {
      broken.push({ ...inside, value: { ...valid, [name]: inside.value } })
    }
  }
  for (const member of Object.values(schema.patternProperties ?? {})) {
    const [[key = '', value] = []] = Object.entries(valid)
    for (const inside of breaks(member, value, samples, `${path}.${key}`)) {
      broken.push({ ...inside, value: { [key]: inside.value } })
    }
    const { additionalProperties = true, maxProperties } = schema
    if (additionalProperties) continue
    const wrongKeys = maxProperties === undefined ? ['two\nlines'] : ['', 'k'.repeat(129), 'aws:key', 'no spaces']
    for (const wrong of wrongKeys) {
      broken.push({ keyword: 'additionalProperties', path, value: { [wrong]: value } })
    }
    if (maxProperties === undefined) continue
    const many = Array.from({ length: maxProperties + 1 }, (_, i) => [`${key}${i}`, value])
    broken.push({ keyword: 'maxProperties', path, value: Object.fromEntries(many) })
  }
  return broken
}

function stringBreaks({ minLength = 0, maxLength, pattern }: JsonSchema): [string, unknown][] {
  const broken: [string, unknown][] = [['type', { not: 'a text' }]]
  if (minLength > 0)
    broken.push([
      'minLength',
      pattern?.includes('0-9') === true ? '1'.repeat(minLength - 1) : 'x'.repeat(minLength - 1),
    ])
  if (maxLength !== undefined) broken.push(['maxLength', '1'.repeat(maxLength + 1)])
  if (pattern !== undefined) broken.push(['pattern', '§'.repeat(Math.max(1, minLength))])
  return broken
}

function missingSample(pattern: string): never {
  throw new Error(`no sample for ${pattern}`)
}
