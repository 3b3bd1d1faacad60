import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { JsonObject } from '../normalize/event.ts'
import type { AclGrants } from './bucket-access.ts'
import { aclFromGrants, aclFromRequest } from './bucket-acl.ts'

const ALL = 'http://acs.amazonaws.com/groups/global/AllUsers'
const AUTHENTICATED = 'http://acs.amazonaws.com/groups/global/AuthenticatedUsers'
const LOGS = 'http://acs.amazonaws.com/groups/s3/LogDelivery'

const grant = (Permission: string, URI: string): JsonObject => ({ Permission, Grantee: { 'xsi:type': 'Group', URI } })
const body = (Grant: JsonObject | JsonObject[]): JsonObject => ({
  AccessControlPolicy: { AccessControlList: { Grant }, Owner: { ID: 'abc' } },
  acl: [''],
})

const CLOSED: AclGrants = { read: 'none', write: 'none' }
const rows: [string, JsonObject, AclGrants | undefined][] = [
  ['canned, as a list', { 'x-amz-acl': ['public-read'] }, { read: 'anonymous', write: 'none' }],
  ['canned, as text', { 'x-amz-acl': 'public-read-write' }, { read: 'anonymous', write: 'anonymous' }],
  ['canned, for accounts', { 'x-amz-acl': ['authenticated-read'] }, { read: 'authenticated', write: 'none' }],
  ['canned, private', { 'x-amz-acl': ['private'] }, CLOSED],
  ['canned, of a name that objects have', { 'x-amz-acl': ['constructor'] }, CLOSED],
  ['canned, in the other form', { accessControl: 'public-read' }, { read: 'anonymous', write: 'none' }],
  ['one grant', body(grant('READ', ALL)), { read: 'anonymous', write: 'none' }],
  [
    'several grants',
    body([grant('READ', AUTHENTICATED), grant('WRITE', ALL)]),
    { read: 'authenticated', write: 'anonymous' },
  ],
  ['full control', body([grant('FULL_CONTROL', ALL)]), { read: 'anonymous', write: 'anonymous' }],
  ['the log delivery group', body([grant('WRITE', LOGS)]), CLOSED],
  ['a user', body({ Permission: 'FULL_CONTROL', Grantee: { 'xsi:type': 'CanonicalUser', ID: 'abc' } }), CLOSED],
  ['no grants at all', { AccessControlPolicy: { AccessControlList: '', Owner: { ID: 'abc' } } }, CLOSED],
  ['a header', { 'x-amz-grant-read': [`uri="${ALL}"`] }, { read: 'anonymous', write: 'none' }],
  [
    'headers',
    { 'x-amz-grant-read': `id="abc"`, 'x-amz-grant-full-control': `id="abc", uri="${AUTHENTICATED}"` },
    { read: 'authenticated', write: 'authenticated' },
  ],
  [
    'an empty canned ACL beside a header',
    { 'x-amz-acl': [''], 'x-amz-grant-write': `uri=${ALL}` },
    { read: 'none', write: 'anonymous' },
  ],
  ['none', { bucketName: 'b' }, undefined],
]
for (const [name, request, expected] of rows) {
  test(`the ACL of a request: ${name}`, () => assert.deepEqual(aclFromRequest(request), expected))
}

test('grants as AWS Config writes them', () => {
  const grants = [
    { grantee: 'AllUsers', permission: 'Read' },
    { grantee: { id: 'abc' }, permission: 'FullControl' },
    { grantee: 'AuthenticatedUsers', permission: 'WriteAcp' },
  ]
  assert.deepEqual(aclFromGrants(grants), { read: 'anonymous', write: 'authenticated' })
})
