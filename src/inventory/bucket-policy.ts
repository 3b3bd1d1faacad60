import type { JsonObject, JsonValue } from '../normalize/event.ts'
import { type BucketAccess, type Level, NO_ACCESS, narrower, wider } from './bucket-access.ts'
import { fitsPattern } from './fits-pattern.ts'
import { isObject, objectsIn } from './members.ts'
import { allowedBy, leftByDeny } from './policy-condition.ts'

/** Actions by which access is judged: what a stranger would do to read, and to change. */
const READ_ACTIONS = [
  's3:GetObject',
  's3:GetObjectVersion',
  's3:GetObjectAcl',
  's3:ListBucket',
  's3:ListBucketVersions',
  's3:GetBucketAcl',
  's3:GetBucketPolicy',
  's3:GetObjectTagging',
  's3:GetObjectVersionTagging',
]
const WRITE_ACTIONS = [
  's3:PutObject',
  's3:DeleteObject',
  's3:PutObjectAcl',
  's3:PutBucketAcl',
  's3:PutBucketPolicy',
  's3:DeleteBucket',
  's3:DeleteObjectVersion',
  's3:PutObjectTagging',
  's3:AbortMultipartUpload',
  's3:PutLifecycleConfiguration',
  's3:ReplicateObject',
]

/** S3 refuses policies above 20 KB; a longer one is no policy. With room for how a log writes it. */
const POLICY_CHARACTERS_MAX = 32 << 10

/**
 * Whom a bucket policy lets in beyond those it names: nobody, everybody with an AWS account, or everybody. Follows how AWS
 * tells public policies: an Allow for everybody counts unless a condition restricts the caller, and a Deny for everybody
 * on the same takes it back. Policies that cannot be read grant nothing.
 */
export function policyAccess(policy: JsonValue | undefined): BucketAccess {
  const statements = objectsIn(documentOf(policy)['Statement'])
  const allows = statements.filter((one) => one['Effect'] === 'Allow' && namesEverybody(one))
  if (allows.length === 0) return NO_ACCESS
  const denies = statements.filter((one) => one['Effect'] === 'Deny' && namesEverybody(one))
  const levelOf = (actions: readonly string[]): Level =>
    allows
      .flatMap((allow) => {
        const allowed = allowedBy(allow['Condition'])
        if (allowed === 'none') return []
        return actions
          .filter((action) => covers(allow, action))
          .map((action) => narrower(allowed, leftByDenies(allow, action, denies)))
      })
      .reduce<Level>(wider, 'none')
  return { read: levelOf(READ_ACTIONS), write: levelOf(WRITE_ACTIONS) }
}

function documentOf(policy: JsonValue | undefined): JsonObject {
  try {
    const text = typeof policy === 'string' ? policy : JSON.stringify(policy ?? null)
    if (text.length > POLICY_CHARACTERS_MAX) return {}
    const document: JsonValue = JSON.parse(text)
    return isObject(document) ? document : {}
  } catch {
    return {}
  }
}

/** `"*"`, `{"AWS":"*"}`, a list with `*` in it; or everybody but some, by `NotPrincipal`. */
function namesEverybody(statement: JsonObject): boolean {
  if (statement['NotPrincipal'] !== undefined) return true
  const principal = statement['Principal']
  return textsOf(isObject(principal) ? principal['AWS'] : principal).includes('*')
}

function covers(statement: JsonObject, action: string): boolean {
  if (statement['NotAction'] !== undefined)
    return !textsOf(statement['NotAction']).some((pattern) => fitsPattern(pattern, action))
  return textsOf(statement['Action']).some((pattern) => fitsPattern(pattern, action))
}

/** The widest access that the Denies leave to any resource that the Allow opens for the action. */
function leftByDenies(allow: JsonObject, action: string, denies: readonly JsonObject[]): Level {
  const covering = denies.filter((deny) => covers(deny, action))
  return samplesOf(allow, action)
    .map((resource) =>
      covering
        .filter((deny) => isAbout(deny, resource))
        .map((deny) => leftByDeny(deny['Condition']))
        .reduce<Level>(narrower, 'anonymous'),
    )
    .reduce<Level>(wider, 'none')
}

/** A part of a name that no policy is about by itself. */
const ANY_PART = 'zq7kx0'

/** One resource that each of the statement's patterns opens and that the action is about: objects have a slash in their ARN. */
function samplesOf(allow: JsonObject, action: string): string[] {
  if (allow['NotResource'] !== undefined) return [`arn:aws:s3:::${ANY_PART}${isOnObjects(action) ? '/' : ''}`]
  const patterns = textsOf(allow['Resource']).filter((pattern) =>
    isOnObjects(action) ? /[/*]/.test(pattern) : !pattern.includes('/'),
  )
  return [...new Set(patterns.map((pattern) => pattern.replaceAll('*', ANY_PART).replaceAll('?', 'z')))]
}

function isOnObjects(action: string): boolean {
  return /Object|AbortMultipart/.test(action)
}

function isAbout(deny: JsonObject, resource: string): boolean {
  if (deny['NotResource'] !== undefined)
    return !textsOf(deny['NotResource']).some((pattern) => fitsPattern(pattern, resource))
  return textsOf(deny['Resource']).some((pattern) => fitsPattern(pattern, resource))
}

function textsOf(value: JsonValue | undefined): string[] {
  return (Array.isArray(value) ? value : [value]).filter((one) => typeof one === 'string')
}
