import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { nameQueryFrom } from './dns.ts'
import type { JsonObject, NameQuery } from './event.ts'

const record = (members: JsonObject = {}): JsonObject => ({
  query_name: 'Example.COM.',
  query_timestamp: '2024-05-01T12:00:00Z',
  ...members,
})

function read(members: JsonObject = {}): NameQuery {
  const event = nameQueryFrom(record(members), { accountId: '999999999999', region: 'us-east-1' })
  assert.ok('source' in event, JSON.stringify(event))
  return event
}

describe('a Resolver query', () => {
  it('has all that the record tells', () => {
    const query = read({
      ...{ account_id: '123456789012', region: 'eu-west-1', vpc_id: 'vpc-1', query_type: 'A', rcode: 'NXDOMAIN' },
      answers: [{ Rdata: '198.51.100.7', Type: 'A', Class: 'IN' }],
      ...{ srcaddr: '10.0.0.5', srcport: '53', transport: 'TCP', firewall_rule_action: 'BLOCK' },
      srcids: { instance: 'i-0123456789abcdef0', resolver_network_interface: 'rni-1' },
    })
    assert.deepEqual(query, {
      ...{ source: 'dns', time: Date.UTC(2024, 4, 1, 12), accountId: '123456789012', region: 'eu-west-1' },
      ...{ vpcId: 'vpc-1', name: 'example.com', type: 'A', rcode: 'NXDOMAIN' },
      answers: [{ data: '198.51.100.7', type: 'A' }],
      ...{ sourceAddress: '10.0.0.5', transport: 'TCP', firewallAction: 'BLOCK' },
      ...{ instanceId: 'i-0123456789abcdef0', interfaceId: 'rni-1' },
    })
  })

  it('is of the log’s account and region when it tells none', () => {
    const { accountId, region } = read()
    assert.deepEqual([accountId, region], ['999999999999', 'us-east-1'])
  })

  it('names in lower case without the dot at the end, but for the root', () => {
    assert.equal(read({ query_name: 'a.b.' }).name, 'a.b')
    assert.equal(read({ query_name: '.' }).name, '.')
  })

  it('takes one answer that is no list, and leaves out what is no answer', () => {
    assert.deepEqual(read({ answers: { Rdata: '1.2.3.4', Type: 'A' } }).answers, [{ data: '1.2.3.4', type: 'A' }])
    assert.deepEqual(read({ answers: [{ rdata: 'x' }, null, 7, { Rdata: 7 }] }).answers, [{ data: 'x', type: '' }])
    for (const answers of [null, 'x', 7, undefined]) assert.deepEqual(read({ answers }).answers, [])
  })

  it('may write its time with a space', () => {
    assert.equal(read({ query_timestamp: '2022-06-25 00:27:53' }).time, Date.UTC(2022, 5, 25, 0, 27, 53))
  })

  it('has only members that the record has', () => {
    for (const member of ['vpcId', 'instanceId', 'interfaceId', 'firewallAction']) assert.equal(member in read(), false)
  })

  it('is refused without name or time, or with members of a wrong type', () => {
    const refused = (members: JsonObject) => nameQueryFrom(record(members), {})
    assert.deepEqual(refused({ query_name: '' }), { reason: 'missing-field', detail: 'query_name is missing' })
    assert.deepEqual(refused({ query_timestamp: null }), {
      reason: 'missing-field',
      detail: 'query_timestamp is missing',
    })
    assert.deepEqual(refused({ query_name: 7 }), { reason: 'wrong-type', detail: 'query_name is no text' })
    assert.deepEqual(refused({ srcids: { instance: 7 } }), {
      reason: 'wrong-type',
      detail: 'srcids.instance is no text',
    })
    assert.deepEqual(refused({ query_timestamp: '2023-02-29T00:00:00Z' }), {
      reason: 'invalid-time',
      detail: 'query_timestamp is no time: 2023-02-29T00:00:00Z',
    })
  })
})
