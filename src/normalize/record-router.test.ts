import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { gzipSync } from 'node:zlib'
import { apiCallText as call, decodeJson } from './json-recorder.ts'

const AUDIT = '{"auditID":"1","verb":"get","stage":"ResponseComplete"}'
const base64 = (text: string | Uint8Array) => Buffer.from(text).toString('base64')
const subscription = (messages: string[], members: object = {}) =>
  JSON.stringify({
    messageType: 'DATA_MESSAGE',
    owner: '123456789012',
    logGroup: '/aws/eks/prod/cluster',
    logStream: 'kube-apiserver-audit-1',
    subscriptionFilters: ['f'],
    ...members,
    logEvents: messages.map((message, id) => ({ id: `${id}`, timestamp: 1714564800000, message })),
  })

describe('messages of a CloudWatch Logs subscription', () => {
  it('tell the account and the cluster of the records inside', () => {
    for (const chunkBytes of [3, 65_536]) {
      const { records, reasons } = decodeJson(subscription([AUDIT, AUDIT]), chunkBytes)
      assert.deepEqual(reasons, [])
      assert.deepEqual(
        records.map(({ source, context }) => [source, context]),
        Array(2).fill(['kubernetes', { accountId: '123456789012', clusterName: 'prod' }]),
      )
    }
  })

  it('keep what the caller told of the region, and tell nothing of the records behind', () => {
    const text = `${subscription([AUDIT])}\n${AUDIT}`
    const { records } = decodeJson(text, 65_536, { context: { region: 'us-east-1', accountId: '999999999999' } })
    assert.deepEqual(
      records.map((one) => one.context),
      [
        { accountId: '123456789012', region: 'us-east-1', clusterName: 'prod' },
        { accountId: '999999999999', region: 'us-east-1' },
      ],
    )
  })

  it('believe no owner that is no account, and no log group that is not a cluster’s', () => {
    const text = subscription([AUDIT], { owner: 'me', logGroup: '/aws/eks/prod/cluster/x' })
    assert.deepEqual(decodeJson(text).records[0].context, {})
  })

  it('without use: control messages, and what else a cluster logs', () => {
    const control = subscription(['CWL CONTROL MESSAGE: Checking health'], { messageType: 'CONTROL_MESSAGE' })
    assert.deepEqual(decodeJson(control).ignoredKinds, ['cloudwatch-control-message'])
    assert.deepEqual(decodeJson(subscription(['I0501 12:00:00 x'])).ignoredKinds, ['eks-control-plane-log'])
  })

  it('pass lines of text on, with the place of their message', () => {
    const text = subscription(['2 123456789012 eni-1 x'], { logGroup: 'flows' })
    const [line] = decodeJson(text).texts
    assert.equal(line.text, '2 123456789012 eni-1 x')
    assert.equal(line.context.accountId, '123456789012')
    assert.ok('offset' in line.place && text.slice(line.place.offset).startsWith('{"id":"0"'))
  })

  it('without a message are rejected', () => {
    assert.deepEqual(decodeJson('{"logEvents":[{"id":"1"},{"message":{}}]}').reasons, [
      'missing-field',
      'missing-field',
    ])
  })
})

describe('records of Firehose', () => {
  const firehose = (...data: string[]) =>
    JSON.stringify({ requestId: 'r', records: data.map((one) => ({ data: one })) })

  it('hold base64 of a record, of a wrapper, of gzip of either', () => {
    const wrapper = `{"Records":[${call('B')},${call('C')}]}`
    const text = firehose(base64(call('A')), base64(wrapper), base64(gzipSync(subscription([call('D')]))))
    for (const chunkBytes of [10, 65_536]) {
      const { names, reasons } = decodeJson(text, chunkBytes)
      assert.deepEqual([names, reasons], [['A', 'B', 'C', 'D'], []])
    }
  })

  it('that cannot be decompressed, or have no data, are rejected by themselves', () => {
    const damaged = base64(gzipSync(call('A')).subarray(0, 20))
    const text = `{"records":[{"data":"${damaged}"},{"x":1},{"data":"${base64(call('B'))}"}]}`
    const { names, reasons } = decodeJson(text)
    assert.deepEqual([names, reasons], [['B'], ['truncated-compression', 'missing-field']])
  })

  it('wrapped in each other too often are rejected once', () => {
    let text = call('A')
    for (let i = 0; i < 3; i++) text = firehose(base64(text))
    assert.deepEqual(decodeJson(text).names, ['A'])
    for (let i = 0; i < 3; i++) text = firehose(base64(text))
    assert.deepEqual(decodeJson(text).reasons, ['nested-too-deep'])
  })

  it('that are gzip of gzip without end are rejected once', () => {
    let bytes: Uint8Array = Buffer.from(call('A'))
    for (let i = 0; i < 12; i++) bytes = gzipSync(bytes)
    assert.deepEqual(decodeJson(firehose(base64(bytes))).reasons, ['nested-too-deep'])
  })
})

describe('envelopes of log shippers', () => {
  const inner = JSON.parse(call('A'))
  const envelopes: [string, object][] = [
    ['event', { rule: 'x', event: inner }],
    ['event as text', { event: call('A') }],
    ['event.original', { event: { original: call('A') } }],
    ['message', { '@timestamp': 'x', message: call('A') }],
    ['log', { stream: 'stdout', log: `${call('A')}\n` }],
    ['an envelope in an envelope', { message: JSON.stringify({ log: call('A') }) }],
    ['message with a wrapper', { message: `{"Records":[${call('A')}]}` }],
  ]
  for (const [name, envelope] of envelopes) {
    it(name, () => {
      const { names, records, reasons } = decodeJson(`\n${JSON.stringify(envelope)}\n`)
      assert.deepEqual([names, reasons], [['A'], []])
      assert.deepEqual(records[0].place, { line: 2 })
    })
  }

  it('with nothing that Picket knows are rejected', () => {
    assert.deepEqual(decodeJson('{"event":{"a":1}}').reasons, ['unknown-format'])
    assert.deepEqual(decodeJson('{"message":"{\\"a\\":"}').reasons, ['truncated-record'])
  })

  it('of flow records pass the line on', () => {
    assert.deepEqual(decodeJson('{"message":"2 123456789012 eni-1"}').texts[0].text, '2 123456789012 eni-1')
  })

  it('nested without end are rejected once', () => {
    let text = call('A')
    for (let i = 0; i < 10; i++) text = JSON.stringify({ message: text })
    assert.equal(decodeJson(text).rejections.length, 1)
  })
})
