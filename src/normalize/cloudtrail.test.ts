import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { apiCallFrom } from './cloudtrail.ts'
import type { ApiCall, JsonObject, JsonValue } from './event.ts'

const record = (members: JsonObject = {}): JsonObject => ({
  eventSource: 'iam.amazonaws.com',
  eventName: 'CreateUser',
  eventTime: '2024-05-01T12:00:00Z',
  ...members,
})

function read(members: JsonObject): ApiCall {
  const event = apiCallFrom(record(members), {})
  assert.ok('source' in event, JSON.stringify(event))
  return event
}

function refusal(json: JsonValue) {
  const event = apiCallFrom(json, {})
  assert.ok('reason' in event)
  return event
}

describe('the caller of an API call', () => {
  const types = [
    ...['Root', 'IAMUser', 'AssumedRole', 'FederatedUser', 'AWSAccount', 'Role', 'WebIdentityUser', 'SAMLUser'],
    ...['Directory', 'IdentityCenterUser', 'Unknown', 'AWSService'],
  ]
  for (const type of types) {
    it(`is of type ${type}`, () => {
      const identity = { type, principalId: 'P', arn: 'arn:aws:iam::123456789012:x', accountId: '123456789012' }
      assert.deepEqual(read({ userIdentity: identity }).actor, identity)
    })
  }

  it('is a role behind a session, with what delivered its credentials', () => {
    const { actor } = read({
      userIdentity: {
        type: 'AssumedRole',
        principalId: 'AROA:i-0123456789abcdef0',
        accessKeyId: 'ASIAX',
        sessionContext: {
          sessionIssuer: { type: 'Role', principalId: 'AROA', arn: 'arn', accountId: '123456789012', userName: 'web' },
          attributes: { mfaAuthenticated: 'true', creationDate: '2024-05-01T11:00:00Z' },
          ec2RoleDelivery: '2.0',
        },
      },
    })
    assert.equal(actor.issuer?.userName, 'web')
    assert.equal(actor.mfaAuthenticated, true)
    assert.equal(actor.ec2RoleDelivery, '2.0')
  })

  it('has no issuer when the session tells none', () => {
    const { actor } = read({ userIdentity: { type: 'Root', sessionContext: { sessionIssuer: {}, attributes: {} } } })
    assert.equal('issuer' in actor, false)
    assert.equal('mfaAuthenticated' in actor, false)
  })

  it('is a service when only that is told, and unknown when nothing is', () => {
    assert.equal(read({ userIdentity: { invokedBy: 'cloudformation.amazonaws.com' } }).actor.type, 'AWSService')
    assert.equal(read({ userIdentity: null }).actor.type, 'Unknown')
    assert.equal(read({}).actor.type, 'Unknown')
  })

  const callers: [string, ApiCall['caller']][] = [
    ['198.51.100.7', { kind: 'address', address: '198.51.100.7' }],
    ['2001:db8::1', { kind: 'address', address: '2001:db8::1' }],
    ['225.01.00.16', { kind: 'address', address: '225.01.00.16' }],
    ['ec2.amazonaws.com', { kind: 'service', name: 'ec2.amazonaws.com' }],
    ['AWS Internal', { kind: 'service', name: 'AWS Internal' }],
    ['', { kind: 'service', name: 'unknown' }],
  ]
  for (const [text, caller] of callers) {
    it(`calls from "${text}", a${caller.kind === 'address' ? 'n address' : ' service'}`, () => {
      assert.deepEqual(read({ sourceIPAddress: text }).caller, caller)
    })
  }
})

describe('an API call', () => {
  it('is of the account that received it, else of the caller’s, else of the log’s', () => {
    const userIdentity = { type: 'IAMUser', accountId: '111111111111' }
    assert.equal(read({ recipientAccountId: '222222222222', userIdentity }).accountId, '222222222222')
    assert.equal(read({ userIdentity }).accountId, '111111111111')
    assert.equal(read({ userIdentity: { accountId: 'ANONYMOUS_PRINCIPAL' } }).accountId, '')
    const event = apiCallFrom(record(), { accountId: '333333333333', region: 'eu-west-1' })
    assert.ok('source' in event)
    assert.deepEqual([event.accountId, event.region], ['333333333333', 'eu-west-1'])
  })

  const categories: [JsonObject, ApiCall['category']][] = [
    [{ eventCategory: 'Data' }, 'Data'],
    [{ eventCategory: 'Management', eventSource: 's3.amazonaws.com', eventName: 'GetObject' }, 'Management'],
    [{ managementEvent: false }, 'Data'],
    [{ managementEvent: true, eventSource: 's3.amazonaws.com', eventName: 'GetObject' }, 'Management'],
    [{ eventSource: 's3.amazonaws.com', eventName: 'GetObject' }, 'Data'],
    [{ eventSource: 's3.amazonaws.com', eventName: 'CreateBucket' }, 'Management'],
    [{}, 'Management'],
  ]
  for (const [members, category] of categories) {
    it(`is ${category} with ${JSON.stringify(members)}`, () => assert.equal(read(members).category, category))
  }

  it('has what was asked and answered as objects, also when a shipper wrote them as text', () => {
    const { request, response, extra } = read({
      requestParameters: '{"userName":"mallory"}',
      responseElements: 'none',
      additionalEventData: '{"broken":',
    })
    assert.deepEqual([request, response, extra], [{ userName: 'mallory' }, {}, {}])
    assert.deepEqual(read({ requestParameters: { a: 1 }, responseElements: null }).request, { a: 1 })
  })

  it('names the resources that it touched, in either spelling', () => {
    const resources = [{ ARN: 'arn:1', type: 'AWS::S3::Object', accountId: '1' }, { arn: 'arn:2' }, 'x', { type: 7 }]
    assert.deepEqual(read({ resources }).resources, [
      { arn: 'arn:1', type: 'AWS::S3::Object', accountId: '1' },
      { arn: 'arn:2' },
      {},
    ])
  })

  it('has only members that the record has', () => {
    const event = read({ errorCode: '', readOnly: 'true' })
    for (const member of ['errorCode', 'errorMessage', 'readOnly', 'sharedEventId'])
      assert.equal(member in event, false)
  })
})

describe('refuses a CloudTrail record, naming the member', () => {
  for (const member of ['eventSource', 'eventName', 'eventTime']) {
    it(`without ${member}`, () => {
      for (const value of [undefined, null, '']) {
        assert.deepEqual(refusal(record({ [member]: value })), {
          reason: 'missing-field',
          detail: `${member} is missing`,
        })
      }
    })
  }

  const wrong: [string, JsonObject, string][] = [
    ['eventSource', { eventSource: 7 }, 'eventSource'],
    ['userIdentity', { userIdentity: 'root' }, 'userIdentity'],
    ['userIdentity.arn', { userIdentity: { arn: {} } }, 'userIdentity.arn'],
    ['sourceIPAddress', { sourceIPAddress: ['198.51.100.7'] }, 'sourceIPAddress'],
    ['requestParameters', { requestParameters: [] }, 'requestParameters'],
    ['sessionContext', { userIdentity: { sessionContext: true } }, 'sessionContext'],
  ]
  for (const [name, members, told] of wrong) {
    it(`with a ${name} of a wrong type`, () => {
      const { reason, detail } = refusal(record(members))
      assert.equal(reason, 'wrong-type')
      assert.ok(detail.startsWith(`${told} `), detail)
    })
  }

  for (const time of [
    'yesterday',
    '2024-02-30T00:00:00Z',
    '2024-13-01T00:00:00Z',
    '1714564800',
    '9999-01-01T00:00:00Z',
  ]) {
    it(`at ${time}, which is no time`, () => assert.equal(refusal(record({ eventTime: time })).reason, 'invalid-time'))
  }

  it('that is no object', () => {
    for (const json of [null, 7, 'x', [], true]) assert.equal(refusal(json).reason, 'wrong-type')
  })
})

describe('reads a time', () => {
  const noon = Date.UTC(2024, 4, 1, 12)
  const times: [string, number][] = [
    ['2024-05-01T12:00:00Z', noon],
    ['2024-05-01T12:00:00.123456Z', noon + 123],
    ['2024-05-01T14:00:00+02:00', noon],
    ['2024-05-01 12:00:00', noon],
    ['2024-05-01T12:00:00', noon],
    ['2024-02-29T12:00:00Z', Date.UTC(2024, 1, 29, 12)],
  ]
  for (const [text, time] of times) it(text, () => assert.equal(read({ eventTime: text }).time, time))
})
