import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ACCEPT, EGRESS, type FlowRecord, INGRESS, NO_TCP_FLAGS, UNKNOWN_DIRECTION } from '../normalize/event.ts'
import { parseIpv4 } from '../std/ipv4.ts'
import {
  Conversation,
  initiatorByPorts,
  LOCAL_INITIATED,
  REMOTE_INITIATED,
  UNKNOWN_INITIATOR,
} from './flow-conversation.ts'

const address = (text: string) => parseIpv4(text) ?? 0

function record(source: string, destination: string, more: Partial<FlowRecord> = {}): FlowRecord {
  return {
    subject: 0,
    family: 4,
    source: address(source),
    destination: address(destination),
    packetSource: address(source),
    packetDestination: address(destination),
    sourcePort: 40_000,
    destinationPort: 443,
    protocol: 6,
    packets: 1,
    bytes: 60,
    start: 1_700_000_000,
    end: 1_700_000_001,
    action: ACCEPT,
    tcpFlags: NO_TCP_FLAGS,
    direction: UNKNOWN_DIRECTION,
    ...more,
  }
}

function read(flow: FlowRecord): Conversation {
  const talk = new Conversation()
  talk.read(flow)
  return talk
}

test('without flow-direction the private side is the interface', () => {
  const out = read(record('10.0.0.5', '93.184.216.34'))
  assert.deepEqual([out.oriented, out.outgoing, out.initiator], [true, true, LOCAL_INITIATED])
  const reply = read(record('93.184.216.34', '10.0.0.5', { sourcePort: 443, destinationPort: 40_000 }))
  assert.deepEqual([reply.outgoing, reply.initiator, reply.remotePort], [false, LOCAL_INITIATED, 443])
})

test('between two private addresses the record alone does not tell', () => {
  assert.equal(read(record('10.0.0.5', '10.0.0.9')).oriented, false)
  const one = read(record('10.0.0.9', '10.0.0.5'))
  const other = read(record('10.0.0.5', '10.0.0.9', { sourcePort: 443, destinationPort: 40_000 }))
  assert.deepEqual([one.local, one.remote], [other.local, other.remote])
})

test('the SYN tells who began, whatever the ports', () => {
  const called = record('93.184.216.34', '10.0.0.5', {
    direction: INGRESS,
    tcpFlags: 2,
    sourcePort: 22,
    destinationPort: 50_000,
  })
  assert.equal(read(called).initiator, REMOTE_INITIATED)
  const answer = record('10.0.0.5', '93.184.216.34', {
    direction: EGRESS,
    tcpFlags: 18,
    sourcePort: 50_000,
    destinationPort: 22,
  })
  assert.equal(read(answer).initiator, REMOTE_INITIATED)
})

test('behind NAT the remote address is the packet’s own', () => {
  const natted = record('10.0.0.5', '10.0.9.9', { direction: EGRESS, packetDestination: address('93.184.216.34') })
  assert.equal(read(natted).remote, address('93.184.216.34'))
})

test('two ephemeral ports tell nothing', () => {
  assert.equal(initiatorByPorts(50_000, 51_000), UNKNOWN_INITIATOR)
  assert.equal(initiatorByPorts(50_000, 5_432), LOCAL_INITIATED)
  assert.equal(initiatorByPorts(22, 1_024), REMOTE_INITIATED)
})
