import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  AcceptInvitationCommand,
  CreateDetectorCommand,
  CreateMembersCommand,
  InviteMembersCommand,
  ListInvitationsCommand,
} from '@aws-sdk/client-guardduty'
import { isAllowed } from '../../../src/api/authorise.ts'
import { signRequest } from '../../../src/api/sign-request.ts'
import { operationNames, operations } from '../../../src/model/api/operations.ts'
import { systemClock } from '../../../src/std/clock.ts'
import { type AccountName, ALICE, BOB, boot, CAROL, credentialsOf, REGION } from './boot.ts'

const { client, service } = await boot()
const ids: Partial<Record<AccountName, string>> = {}
for (const account of [ALICE, BOB, CAROL] as AccountName[]) {
  ids[account] = (await client(account).send(new CreateDetectorCommand({ Enable: true }))).DetectorId ?? ''
}
const alice = client(ALICE)
const carol = client(CAROL)
const AccountDetails = [{ AccountId: CAROL, Email: 'carol@example.com' }]
await alice.send(new CreateMembersCommand({ DetectorId: ids[ALICE], AccountDetails }))
await alice.send(new InviteMembersCommand({ DetectorId: ids[ALICE], AccountIds: [CAROL] }))
const { Invitations } = await carol.send(new ListInvitationsCommand({}))
const InvitationId = Invitations?.[0]?.InvitationId
await carol.send(new AcceptInvitationCommand({ DetectorId: ids[CAROL], MasterId: ALICE, InvitationId }))

/** Calls an operation with an empty body: refusals for who calls come before refusals for what is sent. */
async function call(operation: (typeof operationNames)[number], account: AccountName, detectorId: string) {
  const { method, path } = operations[operation]
  const target = path.replace('{detectorId}', detectorId).replace(/\{\w+\}/g, 'x'.repeat(32))
  const url = new URL(target, service.url)
  const { accessKeyId: id, secretAccessKey: secret } = credentialsOf(account)
  const body = new Uint8Array(0)
  const headers = signRequest({ method, url, region: REGION, body, now: systemClock() }, { id, secret })
  const response = await fetch(url, { method, headers })
  return { status: response.status, text: await response.text() }
}

const inDetector = operationNames.filter((name) => operations[name].path.includes('{detectorId}'))
const CHANGES_RELATIONS = /^(DeleteDetector|Disassociate|Accept)/

test("no operation reaches another account's detector", async () => {
  for (const operation of inDetector) {
    for (const [caller, owner] of [
      [ALICE, BOB],
      [ALICE, CAROL],
      [CAROL, ALICE],
      [BOB, ALICE],
    ] as const) {
      const { status, text } = await call(operation, caller, ids[owner] ?? '')
      assert.equal(status, 400, `${operation} ${text}`)
      assert.match(text, /is not owned by the current account/, operation)
    }
  }
})

test('a member is refused exactly what only its administrator may', async () => {
  for (const operation of inDetector.filter((name) => !CHANGES_RELATIONS.test(name))) {
    const { text } = await call(operation, CAROL, ids[CAROL] ?? '')
    const isRefused = text.includes('the caller is not authorized to call this API')
    assert.equal(isRefused, !isAllowed(operation, 'member'), `${operation} ${text}`)
  }
})

test('nothing that a client can send without a body makes the service fail', async () => {
  for (const operation of operationNames.filter((name) => !CHANGES_RELATIONS.test(name))) {
    const { status } = await call(operation, ALICE, ids[ALICE] ?? '')
    assert.ok(status < 500, `${operation} ${status}`)
  }
})

test('answers have the headers of the service, and nothing to say has no body', async () => {
  const url = new URL(`/detector/${ids[BOB]}`, service.url)
  const { accessKeyId: id, secretAccessKey: secret } = credentialsOf(BOB)
  const body = new Uint8Array(0)
  const headers = signRequest({ method: 'POST', url, region: REGION, body, now: systemClock() }, { id, secret })
  const response = await fetch(url, { method: 'POST', headers })
  assert.equal(response.status, 200)
  assert.equal(response.headers.get('content-type'), 'application/json')
  assert.equal(response.headers.get('content-length'), '0')
  assert.match(response.headers.get('x-amzn-requestid') ?? '', /^[0-9a-f-]{36}$/)
  const refused = await fetch(url)
  assert.equal(refused.headers.get('x-amzn-errortype'), 'MissingAuthenticationTokenException')
})
