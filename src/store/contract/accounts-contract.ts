import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Invitation, Membership } from '../records.ts'
import { type Adapter, withStore } from './adapter.ts'
import { detector } from './records.ts'

const REGION = 'eu-west-1'
const ADMINISTRATOR = '1'.repeat(12)

const member = (accountId: string, status: Membership['status']): Membership => ({
  region: REGION,
  administratorId: ADMINISTRATOR,
  accountId,
  email: 'a@example.com',
  status,
  byOrganization: false,
  invitationId: null,
  invitedAt: null,
  updatedAt: 1,
})

const invitation = (administratorId: string, status: Invitation['status']): Invitation => ({
  id: 'e'.repeat(32),
  region: REGION,
  administratorId,
  accountId: '3'.repeat(12),
  status,
  message: null,
  invitedAt: 4,
})

export function accountsContract(adapter: Adapter): void {
  describe(`${adapter.name}: accounts`, () => {
    memberTests(adapter)
    invitationAndOrganizationTests(adapter)
  })
}

function memberTests(adapter: Adapter): void {
  test('members come in pages by account, all of them or those associated', () =>
    withStore(adapter, async (opened) => {
      const { store } = opened
      const ids = ['2', '3', '4', '5'].map((digit) => digit.repeat(12))
      const statuses = ['Enabled', 'Created', 'Disabled', 'Removed'] as const
      for (const [i, id] of ids.entries()) await store.memberships.put(member(id, statuses[i] ?? 'Created'))
      await store.memberships.put({ ...member('2'.repeat(12), 'Enabled'), region: 'us-east-1' })
      const { memberships } = await opened.reopen()
      const of = { region: REGION, administratorId: ADMINISTRATOR }
      const accounts = async (associated: boolean, limit: number, after?: string) =>
        (await memberships.list({ ...of, associated, limit, ...(after === undefined ? {} : { after }) })).map(
          ({ accountId }) => accountId[0],
        )
      assert.deepEqual(await accounts(false, 3), ['2', '3', '4'])
      assert.deepEqual(await accounts(false, 3, '4'.repeat(12)), ['5'])
      assert.deepEqual(await accounts(true, 10), ['2', '4'])
      assert.equal(await memberships.count(of), 4)
      assert.deepEqual(
        await memberships.associationOf({ accountId: '4'.repeat(12), region: REGION }),
        member('4'.repeat(12), 'Disabled'),
      )
      assert.equal(await memberships.associationOf({ accountId: '3'.repeat(12), region: REGION }), undefined)
      for (const digit of ['2', '3', '4'])
        await opened.store.detectors.insert(detector(digit.repeat(32), digit.repeat(12)))
      assert.deepEqual(await opened.store.detectors.ofMembers(of), ['2'.repeat(32), '4'.repeat(32)])
    }))

  test('a membership is replaced by the same key, and deleted by it', () =>
    withStore(adapter, async ({ store: { memberships } }) => {
      await memberships.put(member('2'.repeat(12), 'Created'))
      const invited = { ...member('2'.repeat(12), 'Invited'), byOrganization: true, invitationId: 'f', invitedAt: 7 }
      await memberships.put(invited)
      assert.deepEqual(await memberships.find(invited), invited)
      await memberships.delete(invited)
      assert.equal(await memberships.find(invited), undefined)
    }))
}

function invitationAndOrganizationTests(adapter: Adapter): void {
  test('pending invitations of an account, by administrator', () =>
    withStore(adapter, async ({ store: { invitations } }) => {
      await invitations.put(invitation('2'.repeat(12), 'Invited'))
      await invitations.put({ ...invitation('1'.repeat(12), 'Invited'), message: 'join us' })
      await invitations.put(invitation('4'.repeat(12), 'Declined'))
      const invitee = { accountId: '3'.repeat(12), region: REGION }
      const administrators = async (after: string) =>
        (await invitations.listPending({ ...invitee, limit: 5, after })).map(
          ({ administratorId }) => administratorId[0],
        )
      assert.deepEqual(await administrators(''), ['1', '2'])
      assert.deepEqual(await administrators('1'.repeat(12)), ['2'])
      assert.equal(await invitations.countPending(invitee), 2)
      await invitations.put(invitation('2'.repeat(12), 'Accepted'))
      await invitations.delete(invitation('1'.repeat(12), 'Invited'))
      assert.equal(await invitations.countPending(invitee), 0)
      assert.deepEqual(
        await invitations.find(invitation('2'.repeat(12), 'Accepted')),
        invitation('2'.repeat(12), 'Accepted'),
      )
    }))

  test('an organisation has one delegated administrator in a region, and its configuration', () =>
    withStore(adapter, async ({ store: { organizations } }) => {
      const administrator = {
        organizationId: 'o-1',
        region: REGION,
        administratorId: ADMINISTRATOR,
        status: 'ENABLED' as const,
      }
      await organizations.putAdministrator({ ...administrator, status: 'DISABLE_IN_PROGRESS' })
      await organizations.putAdministrator(administrator)
      assert.deepEqual(await organizations.administrator('o-1', REGION), administrator)
      assert.equal(await organizations.administrator('o-1', 'us-east-1'), undefined)
      await organizations.deleteAdministrator('o-1', REGION)
      assert.equal(await organizations.administrator('o-1', REGION), undefined)
      const place = { accountId: ADMINISTRATOR, region: REGION }
      assert.equal(await organizations.configuration(place), undefined)
      const configuration = { ...place, autoEnable: true, s3Logs: false, kubernetesAuditLogs: true }
      await organizations.putConfiguration({ ...configuration, autoEnable: false })
      await organizations.putConfiguration(configuration)
      assert.deepEqual(await organizations.configuration(place), configuration)
    }))
}
