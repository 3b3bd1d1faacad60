import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { operationNames, operations } from '../model/api/operations.ts'
import { API_BODY_BYTES_MAX } from './request-path.ts'
import { ACCOUNT, DETECTOR_ID, detector, NOW, OTHER_ACCOUNT, openBench, REGION } from './test-request.ts'
import { WireError } from './wire-error.ts'

const bench = await openBench((operation) => {
  switch (operation) {
    case 'GetFilter':
      throw new Error('a fault with a secret in it')
    case 'GetDetector':
      return { status: 'ENABLED', tags: undefined }
    case 'ListDetectors':
      return { detectorIds: [DETECTOR_ID], nextToken: undefined }
    case 'ListFilters':
      return { filterNames: [], nextToken: undefined }
    case 'CreateDetector':
      throw new WireError(400, 'BadRequestException', 'LimitExceededException', 'one is enough')
    default:
      return undefined
  }
})
const { ask, records, called, store } = bench
const HERE = `/detector/${DETECTOR_ID}`
await store.transaction((stores) =>
  stores.detectors.insert(detector({ id: '0b'.repeat(16), accountId: OTHER_ACCOUNT })),
)
await store.transaction((stores) => stores.detectors.insert(detector({ id: '0c'.repeat(16), region: 'us-east-1' })))

test('an answer has the headers that the service sends', async () => {
  const { status, headers, body } = await ask({ method: 'GET', url: '/detector' })
  assert.equal(status, 200)
  assert.equal(body, JSON.stringify({ detectorIds: [DETECTOR_ID] }))
  assert.equal(headers['Content-Type'], 'application/json')
  assert.match(headers['x-amzn-RequestId'] ?? '', /^[0-9a-f-]{36}$/)
  assert.match(headers['x-amz-apigw-id'] ?? '', /^[\w+/]{15}=$/)
  assert.match(headers['X-Amzn-Trace-Id'] ?? '', /^Root=1-[0-9a-f]{8}-[0-9a-f]{24};Sampled=0$/)
  assert.equal(headers['Access-Control-Allow-Origin'], '*')
  assert.equal(headers['x-amzn-ErrorType'], undefined)
})

test('an error has one name in its header and another in its body', async () => {
  const { status, headers, body } = await ask({ method: 'POST', url: '/detector', body: '{"enable":true}' })
  assert.equal(status, 400)
  assert.equal(headers['x-amzn-ErrorType'], 'BadRequestException')
  assert.deepEqual(JSON.parse(body), { message: 'one is enough', __type: 'LimitExceededException' })
})

test('what is absent is said to be null where the service says so, and an operation without output has no body', async () => {
  assert.equal((await ask({ method: 'GET', url: HERE })).body, '{"status":"ENABLED","tags":null}')
  assert.equal((await ask({ method: 'GET', url: `${HERE}/filter` })).body, '{"filterNames":[],"nextToken":null}')
  const voided = await ask({ method: 'DELETE', url: HERE })
  assert.deepEqual([voided.status, voided.body], [200, ''])
  const arn = encodeURIComponent(`arn:aws:guardduty:${REGION}:${ACCOUNT}:detector/${DETECTOR_ID}/filter/a`)
  const tagged = await ask({ method: 'POST', url: `/tags/${arn}`, body: '{"tags":{"a":"b"}}' })
  assert.deepEqual([tagged.status, tagged.body], [204, ''])
})

test('input is what path, query and body say, decoded once', async () => {
  await ask({
    method: 'POST',
    url: `${HERE}/filter/my%20first%252Fname`,
    body: '{"rank":"3","unknown":1,"description":null}',
  })
  assert.deepEqual(called.at(-1)?.input, { detectorId: DETECTOR_ID, filterName: 'my first%2Fname', rank: 3 })
  const arn = encodeURIComponent(`arn:aws:guardduty:${REGION}:${ACCOUNT}:detector/${DETECTOR_ID}`)
  await ask({ method: 'DELETE', url: `/tags/${arn}?tagKeys=a&tagKeys=b%2Fc` })
  assert.deepEqual(called.at(-1)?.input, { resourceArn: decodeURIComponent(arn), tagKeys: ['a', 'b/c'] })
  await ask({ method: 'GET', url: `${HERE}/member?maxResults=7&onlyAssociated=FALSE&other=x` })
  assert.deepEqual(called.at(-1)?.input, { detectorId: DETECTOR_ID, maxResults: 7, onlyAssociated: 'FALSE' })
  assert.equal((await ask({ method: 'POST', url: HERE })).status, 200)
  assert.equal((await ask({ method: 'POST', url: `${HERE}/master/disassociate`, body: 'not JSON' })).status, 200)
})

test('of several faults the one that comes first on the path is told', async () => {
  const huge = new Uint8Array(API_BODY_BYTES_MAX + 1)
  const stranger = { accountId: OTHER_ACCOUNT }
  const notOwned = 'The request is rejected because the input detectorId is not owned by the current account.'
  const cases: [Parameters<typeof ask>[0], number, string][] = [
    [{ method: 'POST', url: '/nowhere', body: huge, isSigned: false }, 413, 'Request Too Long'],
    [{ method: 'GET', url: '/nowhere', isSigned: false }, 403, 'Missing Authentication Token'],
    [{ method: 'GET', url: '/nowhere', access: 'ingest' }, 403, 'Missing Authentication Token'],
    [{ method: 'PUT', url: '/detector' }, 403, 'Missing Authentication Token'],
    [
      { method: 'POST', url: '/detector/none/filter', body: '{', access: 'read' },
      403,
      `User: arn:aws:iam::${ACCOUNT}:root is not authorized to perform: guardduty:CreateFilter on resource: arn:aws:guardduty:${REGION}:${ACCOUNT}:detector/*`,
    ],
    [
      { method: 'POST', url: '/detector/none/filter', body: '{' },
      400,
      'The request is rejected because the JSON could not be processed.',
    ],
    [
      { method: 'POST', url: '/detector/none/filter', body: '{}' },
      400,
      'The request is rejected because the parameter detectorId has an invalid value.',
    ],
    [{ method: 'POST', url: `${HERE}/filter`, body: '{}', ...stranger }, 400, notOwned],
    [{ method: 'POST', url: `/detector/${'0'.repeat(32)}/filter`, body: '{}' }, 400, notOwned],
    [{ method: 'POST', url: `/detector/${'0b'.repeat(16)}/filter`, body: '{}' }, 400, notOwned],
    [{ method: 'POST', url: `/detector/${'0c'.repeat(16)}/filter`, body: '{}' }, 400, notOwned],
    [
      { method: 'POST', url: `${HERE}/filter`, body: '{}' },
      400,
      'The request is rejected because required query or path parameters are not specified.',
    ],
  ]
  const before = called.length
  for (const [asked, status, message] of cases) {
    const heard = await ask(asked)
    assert.deepEqual([heard.status, heard.message], [status, message])
  }
  assert.equal(called.length, before)
})

test('a member is told so before its values are looked at', async () => {
  const account = { accountId: '333333333333' }
  const id = '0d'.repeat(16)
  await store.transaction(async (stores) => {
    await stores.detectors.insert(detector({ id, ...account }))
    const relation = { administratorId: ACCOUNT, email: 'a@b', invitationId: null, invitedAt: null, updatedAt: NOW }
    await stores.memberships.put({ region: REGION, ...account, ...relation, status: 'Enabled', byOrganization: false })
  })
  const heard = await ask({ method: 'POST', url: `/detector/${id}/filter`, body: '{}', ...account })
  assert.deepEqual(JSON.parse(heard.body), {
    message: 'The request is rejected because the caller is not authorized to call this API.',
    __type: 'AccessDeniedException',
  })
  assert.equal(heard.errorType, 'BadRequestException')
})

test('a reading key may call what changes nothing, a delivering key nothing', async () => {
  for (const operation of operationNames) {
    const { method, path, access } = operations[operation]
    const url = path.replaceAll('{detectorId}', DETECTOR_ID).replaceAll(/\{\w+\}/g, 'x')
    const denied = async (key: 'read' | 'ingest') =>
      (await ask({ method, url, access: key })).errorType === 'AccessDeniedException'
    assert.equal(await denied('read'), access === 'full', operation)
    assert.equal(await denied('ingest'), true, operation)
  }
})

test('a fault of ours says nothing to the client and all to the log', async () => {
  const heard = await ask({ method: 'GET', url: `${HERE}/filter/abc` })
  assert.equal(heard.status, 500)
  assert.equal(heard.errorType, 'InternalServerErrorException')
  assert.deepEqual(JSON.parse(heard.body), { message: 'Internal server error.', __type: 'InternalException' })
  const { operation, failure, accountId } = records.at(-1) ?? {}
  assert.equal(operation, 'GetFilter')
  assert.equal(accountId, ACCOUNT)
  assert.match(String(failure), /secret/)
})

test('a JSON body of any shape is an answer below 500', async () => {
  const handled = await openBench()
  const posts = operationNames.filter((operation) => operations[operation].method === 'POST')
  const deep = fc.constantFrom(
    '['.repeat(900_000),
    `{"tags":${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}}`,
    '"\\ud800"',
  )
  const loose = fc.constantFrom(...posts).chain((operation) => {
    const names = Object.keys(operations[operation].body.properties)
    const object = fc.dictionary(names.length > 0 ? fc.constantFrom(...names) : fc.string(), fc.jsonValue())
    return fc.tuple(
      fc.constant(operation),
      fc.oneof(
        object.map((value) => JSON.stringify(value)),
        fc.json(),
        fc.string(),
        deep,
      ),
    )
  })
  await fc.assert(
    fc.asyncProperty(loose, async ([operation, body]) => {
      const url = operations[operation].path.replaceAll('{detectorId}', DETECTOR_ID).replaceAll(/\{\w+\}/g, 'x')
      const { status } = await handled.ask({ method: 'POST', url, body })
      assert.ok(status < 500, `${operation} ${body.slice(0, 200)}`)
    }),
    { numRuns: 500 },
  )
})

test('a path and query of any shape is an answer below 500', async () => {
  const piece = fc.oneof(
    fc.string(),
    fc.constantFrom('detector', 'filter', 'tags', DETECTOR_ID, '%', '%E0%A4%A', '%00', '..', '%2e%2e'),
  )
  await fc.assert(
    fc.asyncProperty(
      fc.array(piece),
      fc.string(),
      fc.constantFrom('GET', 'POST', 'DELETE'),
      async (path, query, method) => {
        const { status } = await ask({ method, url: `/${path.join('/')}?${query}` })
        assert.ok(status < 500 || records.at(-1)?.operation === 'GetFilter')
      },
    ),
    { numRuns: 500 },
  )
})
