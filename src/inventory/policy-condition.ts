import type { JsonObject, JsonValue } from '../normalize/event.ts'
import { type Level, narrower, wider } from './bucket-access.ts'
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

/** True or false of every request; a request of nobody in particular has false. */
const FALSE_FOR_STRANGERS = new Set(['aws:viaawsservice', 'aws:principalisawsservice'])

/** Networks of fewer leading bits are the internet for all purposes, as AWS has it. */
const PREFIX_BITS_MIN = { v4: 8, v6: 32 }

interface Clause {
  /** Operator in lower case, without set prefix and `IfExists`. */
  operator: string
  ifExists: boolean
  key: string
  values: string[]
}

/** Who is left of everybody after an Allow statement's conditions. */
export function allowedBy(condition: JsonValue | undefined): Level {
  return clausesOf(condition).map(allowedByClause).reduce<Level>(narrower, 'anonymous')
}

/**
 * Who is left of everybody after a Deny statement with these conditions. A condition on anything but the caller leaves
 * everybody: requests that do not meet it go on.
 */
export function leftByDeny(condition: JsonValue | undefined): Level {
  return clausesOf(condition).map(leftByDenyClause).reduce<Level>(wider, 'none')
}

/** `anonymous` when the clause leaves everybody, `authenticated` or `none` when it does not. */
function allowedByClause(clause: Clause): Level {
  const { operator, ifExists, key, values } = clause
  if (key === 'aws:multifactorauthpresent' || key === 'aws:viaawsservice')
    return !ifExists && operator === 'bool' && values.includes('true') ? 'authenticated' : 'anonymous'
  const isPrincipalTag = key.startsWith('aws:principaltag/')
  if (!CALLER_KEYS.has(key) && !isPrincipalTag) return 'anonymous'
  if (operator === 'null')
    return values.includes('false') ? (key.startsWith('aws:principal') ? 'authenticated' : 'none') : 'anonymous'
  if (/not/.test(operator)) return 'anonymous'
  // A key that anonymous requests lack passes with IfExists; their address is always there.
  if (ifExists && key !== 'aws:sourceip') return 'anonymous'
  // Everybody sets the tags of their own principals.
  if (isPrincipalTag) return 'authenticated'
  if (operator === 'bool') return values.includes('true') ? 'none' : 'anonymous'
  if (key === 'aws:sourceip' || key === 'aws:vpcsourceip') return values.some(isPublicNetwork) ? 'anonymous' : 'none'
  if (key === 'aws:principaltype') return values.includes('*') ? 'anonymous' : 'authenticated'
  return values.some((value) => isAnybody(operator, key, value)) ? 'authenticated' : 'none'
}

function leftByDenyClause({ operator, key, values }: Clause): Level {
  if (operator === 'bool' && FALSE_FOR_STRANGERS.has(key)) return values.includes('false') ? 'none' : 'anonymous'
  if (!CALLER_KEYS.has(key)) return 'anonymous'
  // Without the key is who comes by no private network, or who is nobody.
  if (operator === 'null' && values.includes('true')) return key.startsWith('aws:principal') ? 'authenticated' : 'none'
  if (!/not/.test(operator) || values.length === 0) return 'anonymous'
  if (key === 'aws:sourceip' || key === 'aws:vpcsourceip') return values.some(isPublicNetwork) ? 'anonymous' : 'none'
  // Who has no such key is denied too, so at most everybody with an account is left.
  return values.some((value) => isAnybody(operator, key, value)) ? 'authenticated' : 'none'
}

/** The pattern fits callers of any account. Without `Like` a wildcard is a character, except in ARNs. */
function isAnybody(operator: string, key: string, pattern: string): boolean {
  if (!/[*?]/.test(pattern) || !/like|^arn/.test(operator)) return false
  const account = pattern.startsWith('arn:') ? pattern.split(':')[4] : undefined
  if (key === 'aws:principalarn' || key === 'aws:sourcearn') return account === undefined || !/^\d{12}$/.test(account)
  return !/[^*?]{4,}/.test(pattern.replace(/^(o|vpc|vpce)-/, ''))
}

function isPublicNetwork(cidr: string): boolean {
  const [address = '', bits] = cidr.split('/')
  return bits !== undefined && Number(bits) < (address.includes(':') ? PREFIX_BITS_MIN.v6 : PREFIX_BITS_MIN.v4)
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
