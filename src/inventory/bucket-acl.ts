import type { JsonObject, JsonValue } from '../normalize/event.ts'
import { type AclGrants, type Level, NO_ACCESS, widerAccess } from './bucket-access.ts'
import { isObject, objectAt, objectsIn, textAt } from './members.ts'

/** Canned ACLs that open a bucket; every other one closes it. */
const CANNED: Readonly<Record<string, AclGrants>> = {
  'public-read': { read: 'anonymous', write: 'none' },
  'public-read-write': { read: 'anonymous', write: 'anonymous' },
  'authenticated-read': { read: 'authenticated', write: 'none' },
}

const GRANT_HEADERS: Readonly<Record<string, string>> = {
  'x-amz-grant-read': 'READ',
  'x-amz-grant-write': 'WRITE',
  'x-amz-grant-read-acp': 'READ_ACP',
  'x-amz-grant-write-acp': 'WRITE_ACP',
  'x-amz-grant-full-control': 'FULL_CONTROL',
}

/** What the parameters of PutBucketAcl or CreateBucket grant; undefined when they set no ACL. */
export function aclFromRequest(request: JsonObject): AclGrants | undefined {
  const canned = firstText(request['x-amz-acl']) ?? firstText(request['accessControl'])
  if (canned !== undefined) return (Object.hasOwn(CANNED, canned) ? CANNED[canned] : undefined) ?? NO_ACCESS
  const policy = request['AccessControlPolicy']
  if (isObject(policy)) return aclFromGrants(objectsIn(objectAt(policy, 'AccessControlList')['Grant']))
  const headers = Object.entries(GRANT_HEADERS).filter(([header]) => header in request)
  if (headers.length === 0) return undefined
  return headers
    .flatMap(([header, permission]) => allTexts(request[header]).map((text) => grant(permission, levelOf(text))))
    .reduce(widerAccess, NO_ACCESS)
}

/** Grants as S3 and AWS Config write them. */
export function aclFromGrants(grants: readonly JsonObject[]): AclGrants {
  return grants
    .map((one) => {
      const grantee = one['Grantee'] ?? one['grantee']
      const text = typeof grantee === 'string' ? grantee : (textAt(objectAt(grantee), 'URI', 'uri') ?? '')
      return grant(textAt(one, 'Permission', 'permission') ?? '', levelOf(text))
    })
    .reduce(widerAccess, NO_ACCESS)
}

function grant(permission: string, level: Level): AclGrants {
  switch (permission.replace(/([a-z])([A-Z])/g, '$1_$2').toUpperCase()) {
    case 'READ':
    case 'READ_ACP':
      return { read: level, write: 'none' }
    case 'WRITE':
    case 'WRITE_ACP':
      return { read: 'none', write: level }
    case 'FULL_CONTROL':
      return { read: level, write: level }
    default:
      return NO_ACCESS
  }
}

/** The grantee's group, by its URI or, in AWS Config, by its name. */
function levelOf(grantee: string): Level {
  if (/\bAllUsers\b/.test(grantee)) return 'anonymous'
  return /\bAuthenticatedUsers\b/.test(grantee) ? 'authenticated' : 'none'
}

function allTexts(value: JsonValue | undefined): string[] {
  return (Array.isArray(value) ? value : [value]).filter((one) => typeof one === 'string')
}

function firstText(value: JsonValue | undefined): string | undefined {
  return allTexts(value).find((text) => text !== '')
}
