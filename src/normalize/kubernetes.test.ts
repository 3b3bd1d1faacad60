import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { JsonObject, KubernetesRequest } from './event.ts'
import { kubernetesRequestFrom } from './kubernetes.ts'

const NOON = Date.UTC(2024, 4, 1, 12)
const record = (members: JsonObject = {}): JsonObject => ({
  ...{ kind: 'Event', level: 'Metadata', auditID: 'a-1', stage: 'ResponseComplete', verb: 'create' },
  requestURI: '/api/v1/namespaces/default/pods',
  requestReceivedTimestamp: '2024-05-01T12:00:00.000000Z',
  ...members,
})

function read(members: JsonObject = {}): KubernetesRequest {
  const event = kubernetesRequestFrom(record(members), { accountId: '1', region: 'r', clusterName: 'prod' })
  assert.ok(event !== null && 'source' in event, JSON.stringify(event))
  return event
}
const refusal = (members: JsonObject) => kubernetesRequestFrom(record(members), {})

describe('a request to a Kubernetes API server', () => {
  it('has all that the audit event tells', () => {
    const request = read({
      user: { username: 'system:serviceaccount:a:b', uid: 'u', groups: ['g', 7], extra: { pod: ['p'], x: 'y' } },
      impersonatedUser: { username: 'admin', groups: ['system:masters'] },
      sourceIPs: ['198.51.100.7', '10.0.0.1'],
      userAgent: 'kubectl/v1.30',
      objectRef: { resource: 'pods', subresource: 'exec', namespace: 'kube-system', name: 'n', apiVersion: 'v1' },
      responseStatus: { metadata: {}, code: 201 },
      requestObject: { spec: {} },
      responseObject: null,
      annotations: { 'authorization.k8s.io/decision': 'allow', number: 7 },
    })
    assert.deepEqual(request, {
      ...{ source: 'kubernetes', id: 'a-1', time: NOON, accountId: '1', region: 'r', clusterName: 'prod' },
      ...{ stage: 'ResponseComplete', level: 'Metadata', verb: 'create' },
      requestUri: '/api/v1/namespaces/default/pods',
      user: { username: 'system:serviceaccount:a:b', uid: 'u', groups: ['g'], extra: { pod: ['p'], x: [] } },
      impersonated: { username: 'admin', groups: ['system:masters'], extra: {} },
      sourceIps: ['198.51.100.7', '10.0.0.1'],
      userAgent: 'kubectl/v1.30',
      object: { resource: 'pods', subresource: 'exec', namespace: 'kube-system', name: 'n', apiVersion: 'v1' },
      statusCode: 201,
      dryRun: false,
      requestObject: { spec: {} },
      annotations: { 'authorization.k8s.io/decision': 'allow' },
    })
  })

  it('has no object, impersonation or bodies unless the event has them', () => {
    const request = read({ requestURI: '/api' })
    for (const member of ['object', 'impersonated', 'requestObject', 'responseObject']) {
      assert.equal(member in request, false)
    }
    assert.deepEqual(request.user, { username: '', groups: [], extra: {} })
  })

  it('is told by the stages that answer it, not by its receipt', () => {
    for (const stage of ['ResponseStarted', 'ResponseComplete', 'Panic']) assert.equal(read({ stage }).stage, stage)
    assert.equal(refusal({ stage: 'RequestReceived' }), null)
    assert.deepEqual(refusal({ stage: 'Later' }), { reason: 'wrong-type', detail: 'stage Later is unknown' })
    assert.equal(read({ stage: undefined }).stage, 'ResponseComplete')
  })

  it('has status 0 when no response is told', () => {
    for (const responseStatus of [undefined, null, {}, { code: '200' }])
      assert.equal(read({ responseStatus }).statusCode, 0)
  })

  it('is a dry run when it asks for one', () => {
    const isDry = (query: string) => read({ requestURI: `/api/v1/pods${query}` }).dryRun
    assert.deepEqual(['?dryRun=All', '?x=1&dryRun=All', '', '?notdryRun=All', '/dryRun='].map(isDry), [
      true,
      true,
      false,
      false,
      false,
    ])
  })

  it('happened when it was received, else when its stage was reached', () => {
    const stageTimestamp = '2024-05-01T12:00:01Z'
    assert.equal(read({ stageTimestamp }).time, NOON)
    assert.equal(read({ requestReceivedTimestamp: undefined, stageTimestamp }).time, NOON + 1000)
    const old = { requestReceivedTimestamp: null, timestamp: '2024-05-01T12:00:02Z' }
    assert.equal(read(old).time, NOON + 2000)
  })

  it('is refused by the name of the member that is missing or wrong', () => {
    for (const member of ['auditID', 'verb', 'requestURI', 'requestReceivedTimestamp']) {
      assert.deepEqual(refusal({ [member]: undefined }), { reason: 'missing-field', detail: `${member} is missing` })
      assert.deepEqual(refusal({ [member]: 7 }), { reason: 'wrong-type', detail: `${member} is no text` })
    }
    const stageOnly = { requestReceivedTimestamp: undefined, stageTimestamp: '2024-05-32T00:00:00Z' }
    assert.deepEqual(refusal(stageOnly), {
      reason: 'invalid-time',
      detail: 'stageTimestamp is no time: 2024-05-32T00:00:00Z',
    })
    assert.deepEqual(refusal({ user: 'me' }), { reason: 'wrong-type', detail: 'user is no object' })
    assert.deepEqual(refusal({ user: { username: 7 } }), { reason: 'wrong-type', detail: 'user.username is no text' })
    assert.deepEqual(refusal({ objectRef: { name: 7, resource: 'pods' } }), {
      reason: 'wrong-type',
      detail: 'objectRef.name is no text',
    })
  })
})
