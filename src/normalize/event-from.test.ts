import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { eventFrom } from './event-from.ts'
import type { JsonSource } from './sink.ts'

const SOURCES: JsonSource[] = ['cloudtrail', 'dns', 'kubernetes', 'config']
const RECORDS: Record<JsonSource, object> = {
  cloudtrail: {
    ...{ eventSource: 's3.amazonaws.com', eventName: 'GetObject', eventTime: '2024-05-01T12:00:00Z', eventID: 'e' },
    userIdentity: { type: 'Root', arn: 'a', sessionContext: { sessionIssuer: { arn: 'a' }, attributes: {} } },
    ...{ requestParameters: {}, responseElements: {}, additionalEventData: {}, resources: [{}], errorCode: 'x' },
  },
  dns: {
    ...{
      query_name: 'a.',
      query_timestamp: '2024-05-01T12:00:00Z',
      answers: [{ Rdata: 'x' }],
      srcids: { instance: 'i' },
    },
  },
  kubernetes: {
    ...{ auditID: 'a', verb: 'get', requestURI: '/', stage: 'Panic', stageTimestamp: '2024-05-01T12:00:00Z' },
    ...{ user: { extra: { a: ['b'] } }, objectRef: { resource: 'pods' }, responseStatus: {}, annotations: {} },
  },
  config: { configurationItemCaptureTime: '2024-05-01T12:00:00Z' },
}
const bytesOf = (json: unknown) => Buffer.from(JSON.stringify(json) ?? '')

/** The record with another value in one of its members, at any depth. */
const changed = (record: object): fc.Arbitrary<unknown> =>
  fc.constantFrom(...Object.keys(record)).chain((name) => {
    const value: unknown = Reflect.get(record, name)
    const inside = typeof value === 'object' && value !== null && Object.keys(value).length > 0 ? [changed(value)] : []
    return fc
      .oneof(fc.jsonValue({ maxDepth: 3 }), ...inside)
      .map((other) => (Array.isArray(record) ? [other] : { ...record, [name]: other }))
  })

describe('making an event of a record', () => {
  for (const source of SOURCES) {
    it(`${source}, with whatever JSON value in whatever member, gives an event or a refusal`, () => {
      assert.equal('source' in eventFrom(source, bytesOf(RECORDS[source]), {}), true)
      fc.assert(
        fc.property(changed(RECORDS[source]), (record) => {
          const event = eventFrom(source, bytesOf(record), {})
          if ('reason' in event) assert.ok(event.detail.length > 0 && event.detail.length <= 200)
          else assert.ok(Number.isSafeInteger(event.time))
        }),
        { numRuns: 500 },
      )
    })
  }

  it('any JSON value and any bytes as the record give an event or a refusal', () => {
    const bytes = fc.oneof(fc.uint8Array(), fc.jsonValue().map(bytesOf))
    fc.assert(
      fc.property(fc.constantFrom(...SOURCES), bytes, (source, record) => {
        assert.equal('reason' in eventFrom(source, record, {}), true)
      }),
      { numRuns: 500 },
    )
  })

  it('a member named __proto__ changes nothing but itself', () => {
    const text = JSON.stringify(RECORDS.kubernetes).replace('"a":["b"]', '"__proto__":["b"]')
    const event = eventFrom('kubernetes', Buffer.from(text), {})
    assert.ok('user' in event)
    assert.deepEqual(Object.keys(event.user.extra), ['__proto__'])
    assert.equal('polluted' in {}, false)
  })
})
