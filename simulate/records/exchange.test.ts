import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import type { Interface } from '../organisation/networks.ts'
import { type Exchange, exchange } from './exchange.ts'
import type { Flow } from './flow-line.ts'

const gateway = at('10.20.0.9', 'eni-gateway')
const inside: Interface = { ...at('10.20.32.14', 'eni-inside'), instanceId: 'i-inside', gateway }
const peer: Interface = { ...at('10.20.32.15', 'eni-peer'), instanceId: 'i-peer' }

function at(privateAddress: string, interfaceId: string): Interface {
  const place = {
    accountId: '111122223333',
    region: 'eu-central-1',
    vpcId: 'vpc-1',
    subnetId: 'subnet-1',
    azId: 'euc1-az2',
  }
  return { ...place, privateAddress, interfaceId }
}

function flows(of: Partial<Exchange>): Flow[] {
  const request = {
    opener: inside,
    responder: peer,
    openerPort: 40_000,
    responderPort: 443,
    start: 1_772_438_400_000,
    seconds: 5,
  }
  const sides = { sent: { packets: 9, bytes: 900 }, received: { packets: 8, bytes: 4_000 } }
  return exchange({ ...request, ...sides, ...of }).flatMap((record) => (record.source === 'flow' ? [record.flow] : []))
}

describe('an exchange', () => {
  test('between two monitored hosts is logged by both, in both directions', () => {
    const seen = flows({}).map(
      ({ interfaceId, flowDirection, tcpFlags }) => `${interfaceId} ${flowDirection} ${tcpFlags}`,
    )
    assert.deepEqual(seen.sort(), [
      'eni-inside egress 3',
      'eni-inside ingress 19',
      'eni-peer egress 19',
      'eni-peer ingress 3',
    ])
  })

  test('through a gateway shows there under the gateway’s address, with the packet’s own beside it', () => {
    const seen = flows({ responder: { address: '85.240.1.10' } }).filter(
      ({ interfaceId }) => interfaceId === 'eni-gateway',
    )
    const addresses = seen.map(({ srcaddr, dstaddr, pktSrcaddr, pktDstaddr }) => [
      srcaddr,
      dstaddr,
      pktSrcaddr,
      pktDstaddr,
    ])
    assert.deepEqual(addresses, [
      ['10.20.32.14', '10.20.0.9', '10.20.32.14', '85.240.1.10'],
      ['10.20.0.9', '85.240.1.10', '10.20.0.9', '85.240.1.10'],
      ['85.240.1.10', '10.20.0.9', '85.240.1.10', '10.20.0.9'],
      ['10.20.0.9', '10.20.32.14', '85.240.1.10', '10.20.32.14'],
    ])
    for (const flow of seen) assert.equal(flow.instanceId, undefined)
  })

  test('that is refused is answered by a reset; one that is rejected by nothing', () => {
    const refused = flows({ outcome: 'refused', opener: { address: '85.240.1.10' } })
    assert.deepEqual(
      refused.map(({ tcpFlags, action }) => [tcpFlags, action]),
      [
        [2, 'ACCEPT'],
        [4, 'ACCEPT'],
      ],
    )
    const rejected = exchange({
      ...{ opener: { address: '85.240.1.10' }, responder: peer, openerPort: 40_000, responderPort: 22 },
      ...{ start: 0, seconds: 1, sent: { packets: 1, bytes: 44 }, outcome: 'rejected' },
    })
    assert.deepEqual(
      rejected.map((record) => record.source === 'flow' && record.flow.action),
      ['REJECT'],
    )
  })

  test('of any length keeps its packets and bytes, in records of at most a minute', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 4_000 }),
        fc.integer({ min: 1, max: 1e6 }),
        fc.integer({ min: 40, max: 1_500 }),
        (seconds, packets, size) => {
          const sent = flows({ seconds, sent: { packets, bytes: packets * size } }).filter(
            ({ interfaceId, flowDirection }) => interfaceId === 'eni-inside' && flowDirection === 'egress',
          )
          assert.equal(
            sent.reduce((sum, flow) => sum + flow.packets, 0),
            packets,
          )
          assert.equal(
            sent.reduce((sum, flow) => sum + flow.bytes, 0),
            packets * size,
          )
          for (const { start, end } of sent) assert.ok(end >= start && end - start <= 60)
        },
      ),
      { numRuns: 200 },
    )
  })
})
