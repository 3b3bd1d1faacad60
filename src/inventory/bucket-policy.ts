import type { JsonObject, JsonValue } from '../normalize/event.ts'
import { type BucketAccess, type Level, NO_ACCESS, wider } from './bucket-access.ts'
import { isObject, objectsIn } from './members.ts'
import { allowedBy, deniesPublic } from './policy-condition.ts'

/** Actions by which access is judged: what a stranger would do to read, and to change. */
const READ_ACTIONS = [
  's3:GetObject',
  's3:GetObjectVersion',
  's3:GetObjectAcl',
  's3:ListBucket',
  's3:ListBucketVersions',
  's3:GetBucketAcl',
  's3:GetBucketPolicy',
]
const WRITE_ACTIONS = [
  's3:PutObject',
  's3:DeleteObject',
  's3:PutObjectAcl',
  's3:PutBucketAcl',
  's3:PutBucketPolicy',
  's3:DeleteBucket',
  's3:DeleteObjectVersion',
]

/** Statements read of one policy; a policy has at most 20 KB. */
const STATEMENTS_MAX = 200

/**
 * Whom a bucket policy lets in beyond those it names: nobody, everybody with an AWS account, or everybody. Follows how AWS
 * tells public policies: an Allow for everybody counts unless a condition restricts the caller, and a Deny for everybody
 * on the same takes it back. Policies that cannot be read grant nothing.
 */
export function policyAccess(policy: JsonValue | undefined): BucketAccess {
  const statements = objectsIn(documentOf(policy)['Statement']).slice(0, STATEMENTS_MAX)
  const allows = statements.filter((one) => one['Effect'] === 'Allow' && namesEverybody(one))
  if (allows.length === 0) return NO_ACCESS
  const denies = statements.filter(
    (one) => one['Effect'] === 'Deny' && namesEverybody(one) && deniesPublic(one['Condition']),
  )
  const levelOf = (actions: readonly string[]): Level =>
    allows
      .filter((allow) => actions.some((action) => covers(allow, action) && !isTakenBack(allow, action, denies)))
      .map((allow) => allowedBy(allow['Condition']))
      .reduce<Level>(wider, 'none')
  return { read: levelOf(READ_ACTIONS), write: levelOf(WRITE_ACTIONS) }
}

function documentOf(policy: JsonValue | undefined): JsonObject {
  if (typeof policy !== 'string') return isObject(policy) ? policy : {}
  try {
    const parsed: JsonValue = JSON.parse(policy)
    return isObject(parsed) ? parsed : {}
  } catch {
    return {}
  }
}

/** `"*"`, `{"AWS":"*"}`, a list with `*` in it; or everybody but some, by `NotPrincipal`. */
function namesEverybody(statement: JsonObject): boolean {
  if (statement['NotPrincipal'] !== undefined) return true
  const principal = statement['Principal']
  if (principal === '*') return true
  const aws = isObject(principal) ? principal['AWS'] : principal
  return listOf(aws).includes('*')
}

function covers(statement: JsonObject, action: string): boolean {
  if (statement['NotAction'] !== undefined)
    return !listOf(statement['NotAction']).some((pattern) => fits(pattern, action))
  return listOf(statement['Action']).some((pattern) => fits(pattern, action))
}

/** Each resource that the Allow opens is closed again by a Deny. */
function isTakenBack(allow: JsonObject, action: string, denies: readonly JsonObject[]): boolean {
  const samples = listOf(allow['Resource']).map((pattern) => pattern.replaceAll('*', 'x').replaceAll('?', 'x'))
  const targets = samples.length === 0 ? ['x'] : samples
  return targets.every((target) =>
    denies.some((deny) => {
      const resources = listOf(deny['Resource'])
      const closes =
        deny['NotResource'] === undefined
          ? resources.some((pattern) => fits(pattern, target))
          : !listOf(deny['NotResource']).some((pattern) => fits(pattern, target))
      return closes && covers(deny, action)
    }),
  )
}

function listOf(value: JsonValue | undefined): string[] {
  return (Array.isArray(value) ? value : [value]).filter((one) => typeof one === 'string')
}

/** Whether a pattern with `*` and `?` fits a text, in any case. */
function fits(pattern: string, text: string): boolean {
  const expression = pattern.split('*').map((part) =>
    part
      .split('?')
      .map((one) => RegExp.escape(one))
      .join('.'),
  )
  return new RegExp(`^${expression.join('.*')}$`, 'i').test(text)
}
