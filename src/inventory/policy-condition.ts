import type { JsonObject, JsonValue } from '../normalize/event.ts'
import type { Level } from './bucket-access.ts'
import { isObject } from './members.ts'

/** Condition keys that say where a caller is or who it is, in lower case. */
const CALLER_KEYS = new Set([
  'aws:sourceip',
  'aws:vpcsourceip',
  'aws:sourcevpc',
  'aws:sourcevpce',
  'aws:sourcearn',
  'aws:sourceaccount',
  'aws:sourceorgid',
  'aws:sourceorgpaths',
  'aws:sourceowner',
  'aws:principalarn',
  'aws:principalaccount',
  'aws:principalorgid',
  'aws:principalorgpaths',
  'aws:principalservicename',
  'aws:principalisawsservice',
  'aws:principaltype',
  'aws:userid',
  'aws:username',
  's3:dataaccesspointaccount',
  's3:dataaccesspointarn',
])

/** A network wider than this many leading bits is the internet for all purposes. */
const PUBLIC_PREFIX_BITS_MAX = 7

interface Clause {
  /** Operator in lower case, without set prefix and `IfExists`. */
  operator: string
  ifExists: boolean
  key: string
  values: string[]
}

/** Who is left of everybody after an Allow statement's conditions. */
export function allowedBy(condition: JsonValue | undefined): Level {
  let level: Level = 'anonymous'
  for (const clause of clausesOf(condition)) {
    const effect = effectOf(clause)
    if (effect === 'none') return 'none'
    if (effect === 'authenticated') level = 'authenticated'
  }
  return level
}

/** Whether a Deny statement with these conditions still denies everybody but a chosen few. */
export function deniesPublic(condition: JsonValue | undefined): boolean {
  return clausesOf(condition).every(
    ({ operator, key, values }) =>
      (/not/.test(operator) && CALLER_KEYS.has(key) && values.length > 0) ||
      (operator === 'null' && CALLER_KEYS.has(key) && values.includes('true')),
  )
}

/** `anonymous` when the clause leaves everybody, `authenticated` or `none` when it does not. */
function effectOf(clause: Clause): Level {
  const { operator, ifExists, key, values } = clause
  const isPrincipalTag = key.startsWith('aws:principaltag/')
  if (!CALLER_KEYS.has(key) && !isPrincipalTag) return 'anonymous'
  if (operator === 'null')
    return values.includes('false') ? (key.startsWith('aws:principal') ? 'authenticated' : 'none') : 'anonymous'
  if (/not/.test(operator)) return 'anonymous'
  // A key that anonymous requests lack passes with IfExists; their address is always there.
  if (ifExists && key !== 'aws:sourceip') return 'anonymous'
  if (operator === 'bool') return values.includes('true') ? 'none' : 'anonymous'
  if (key === 'aws:sourceip' || key === 'aws:vpcsourceip') return values.some(isPublicNetwork) ? 'anonymous' : 'none'
  if (key === 'aws:principaltype') return values.includes('*') ? 'anonymous' : 'authenticated'
  return values.some((value) => isAnybody(key, value)) ? 'authenticated' : 'none'
}

/** The pattern fits callers of any account. */
function isAnybody(key: string, pattern: string): boolean {
  if (!/[*?]/.test(pattern)) return false
  const account = pattern.startsWith('arn:') ? pattern.split(':')[4] : undefined
  if (key === 'aws:principalarn' || key === 'aws:sourcearn') return account === undefined || !/^\d{12}$/.test(account)
  return !/[^*?]{4,}/.test(pattern.replace(/^o-/, ''))
}

function isPublicNetwork(cidr: string): boolean {
  const [, bits = '128'] = cidr.split('/')
  return Number(bits) <= PUBLIC_PREFIX_BITS_MAX
}

function clausesOf(condition: JsonValue | undefined): Clause[] {
  if (!isObject(condition)) return []
  return Object.entries(condition).flatMap(([name, keys]) => (isObject(keys) ? clausesOfOperator(name, keys) : []))
}

function clausesOfOperator(name: string, keys: JsonObject): Clause[] {
  const lower = name.toLowerCase().replace(/^for(all|any)values?:/, '')
  const ifExists = lower.endsWith('ifexists') || /^forallvalues:/i.test(name)
  const operator = lower.replace(/ifexists$/, '')
  return Object.entries(keys).map(([key, value]) => ({
    operator,
    ifExists,
    key: key.toLowerCase(),
    values: (Array.isArray(value) ? value : [value]).map((one) => String(one ?? '')),
  }))
}
