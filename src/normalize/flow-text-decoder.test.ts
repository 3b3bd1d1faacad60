import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { ACCEPT, EGRESS, NO_TCP_FLAGS, REJECT, UNKNOWN_DIRECTION } from './event.ts'
import { FlowRecorder } from './flow-recorder.ts'
import { FlowTextDecoder, type FlowTextOptions, LINE_BYTES_MAX } from './flow-text-decoder.ts'

const V2 =
  '2 123456789012 eni-0123456789abcdef0 10.0.0.5 198.51.100.7 49152 443 6 12 3400 1700000000 1700000060 ACCEPT OK'
const V5_HEADER =
  'version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action log-status vpc-id subnet-id instance-id tcp-flags type pkt-srcaddr pkt-dstaddr region az-id sublocation-type sublocation-id pkt-src-aws-service pkt-dst-aws-service flow-direction traffic-path'
const V5 = `5 ${V2.slice(2)} vpc-1 subnet-1 i-0abc 19 IPv4 10.0.0.5 203.0.113.9 eu-west-1 euw1-az1 - - - AMAZON egress 8`

describe('a record', () => {
  it('without header is read in the order of version 2', () => {
    const [flow] = decode(`${V2}\n`).flows
    assert.deepEqual(flow, {
      subject: 0,
      family: 4,
      source: 0x0a000005,
      destination: 0xc6336407,
      packetSource: 0x0a000005,
      packetDestination: 0xc6336407,
      sourcePort: 49152,
      destinationPort: 443,
      protocol: 6,
      packets: 12,
      bytes: 3400,
      start: 1700000000,
      end: 1700000060,
      action: ACCEPT,
      tcpFlags: NO_TCP_FLAGS,
      direction: UNKNOWN_DIRECTION,
      of: { accountId: '123456789012', interfaceId: 'eni-0123456789abcdef0' },
    })
  })

  it('of version 5 has the packet addresses, flags, direction, and all names of its interface', () => {
    const [flow] = decode(`${V5_HEADER}\n${V5}\n`).flows
    assert.equal(flow.packetDestination, 0xcb007109)
    assert.equal(flow.tcpFlags, 19)
    assert.equal(flow.direction, EGRESS)
    assert.deepEqual(flow.of, {
      accountId: '123456789012',
      interfaceId: 'eni-0123456789abcdef0',
      region: 'eu-west-1',
      vpcId: 'vpc-1',
      subnetId: 'subnet-1',
      instanceId: 'i-0abc',
    })
  })

  it('may have its fields in any order, and fields that nobody knows', () => {
    const names = [...V5_HEADER.split(' '), 'ecs-cluster-arn', 'reject-reason', 'field-of-next-year']
    const values = [...V5.split(' '), 'arn:x', 'BPA', 'x\xff']
    const order = fc.shuffledSubarray([...names.keys()], { minLength: names.length })
    const [expected] = decode(`${V5_HEADER}\n${V5}\n`).flows
    fc.assert(
      fc.property(order, (columns) => {
        const text = `${columns.map((i) => names[i]).join(' ')}\n${columns.map((i) => values[i]).join(' ')}\n`
        assert.deepEqual(decode(text).flows, [expected])
      }),
      { numRuns: 200 },
    )
  })

  it('takes its order from the configuration, in either spelling', () => {
    for (const fields of [
      ['dstaddr', 'srcaddr', 'protocol', 'start', 'interface-id'].map((name) => `\${${name}}`).join(' '),
      ['dstaddr', 'srcaddr', 'protocol', 'start', 'interface-id'],
    ]) {
      const [flow] = decode('1.2.3.4 5.6.7.8 17 1700000000 eni-1\n', {
        fields,
        context: { accountId: '210987654321', region: 'us-west-2' },
      }).flows
      assert.equal(flow.source, 0x05060708)
      assert.equal(flow.end, 1700000000)
      assert.deepEqual(flow.of, { accountId: '210987654321', interfaceId: 'eni-1', region: 'us-west-2' })
    }
  })

  it('of IPv6 says so', () => {
    const [flow] = decode(`${V2.replace('10.0.0.5', '2001:db8::1').replace('198.51.100.7', 'fe80::2')}\n`).flows
    assert.equal(flow.family, 6)
    assert.equal(flow.source, 0)
  })

  it('may leave its ports out, as ICMP does', () => {
    const [flow] = decode(`${V2.replace('49152 443 6', '- - 1')}\n`).flows
    assert.deepEqual([flow.sourcePort, flow.destinationPort, flow.protocol], [0, 0, 1])
  })

  it('holds byte counts up to the largest exact number', () => {
    const [flow] = decode(`${V2.replace(' 3400 ', ' 9007199254740991 ')}\n`).flows
    assert.equal(flow.bytes, Number.MAX_SAFE_INTEGER)
  })

  it('about no traffic is idle, not rejected', () => {
    const idle = (status: string) => `2 123456789012 eni-1 - - - - - - - 1700000000 1700000060 - ${status}\n`
    assert.deepEqual(decode(idle('NODATA') + idle('SKIPDATA')).all, ['NODATA', 'SKIPDATA'])
  })
})

describe('a damaged record is rejected with its reason and line', () => {
  const damages: [string, string, string][] = [
    ['an address of five octets', V2.replace('10.0.0.5', '10.0.0.5.6'), 'invalid-address'],
    ['an octet too large', V2.replace('10.0.0.5', '10.0.0.256'), 'invalid-address'],
    ['two versions of IP', V2.replace('10.0.0.5', '::1'), 'invalid-address'],
    ['no address', V2.replace('10.0.0.5', '-'), 'missing-field'],
    ['a port too large', V2.replace('443', '65536'), 'invalid-number'],
    ['a negative count', V2.replace('3400', '-3400'), 'invalid-number'],
    ['a count past 2^53', V2.replace('3400', '9007199254740992'), 'invalid-number'],
    ['a word for a number', V2.replace('3400', 'many'), 'invalid-number'],
    ['a time in milliseconds', V2.replace('1700000060', '1700000060000'), 'invalid-time'],
    ['an end before its start', V2.replace('1700000060', '1699999999'), 'invalid-time'],
    ['one field fewer', V2.replace(' OK', ''), 'field-count'],
    ['one field more', `${V2} more`, 'field-count'],
    ['another action', V2.replace('ACCEPT', 'ACCEPTED'), 'wrong-type'],
    ['another status', V2.replace('OK', 'FINE'), 'wrong-type'],
    ['an account of letters', V2.replace('123456789012', 'twelvedigits'), 'wrong-type'],
    ['a control character', V2.replace(' 443', '\x00443'), 'wrong-type'],
  ]
  for (const [name, line, reason] of damages) {
    it(name, () => {
      const { all } = decode(`${V2}\n${line}\n${V2}\n`)
      assert.equal(all.length, 3)
      const [, rejection] = all
      assert.deepEqual({ ...Object(rejection), detail: '' }, { reason, place: { line: 2 }, detail: '' })
    })
  }
})

describe('a file', () => {
  it('may have blank lines, tabs, runs of spaces, CRLF, a byte order mark, and no line feed at its end', () => {
    const text = `\ufeff${V5_HEADER}\r\n\r\n  ${V5.replaceAll(' ', ' \t ')} \r\n\n${V5}`
    const { flows, all } = decode(text)
    assert.equal(flows.length, 2)
    assert.equal(all.length, 2)
  })

  it('put together of several may have a header before each, of another order', () => {
    const { flows, all } = decode(
      `${V5_HEADER}\n${V5}\n${V5_HEADER}\n${V5}\naction srcaddr dstaddr protocol start interface-id\nREJECT 1.1.1.1 2.2.2.2 6 1700000000 eni-2\n`,
    )
    assert.equal(all.length, 3)
    assert.equal(flows[2].action, REJECT)
    assert.equal(flows[2].of.interfaceId, 'eni-2')
  })

  it('may be comma separated, with quotes and empty values', () => {
    const header = V5_HEADER.replaceAll('-', '_')
      .split(' ')
      .map((name) => `"${name}"`)
      .join(',')
    const line = V5.split(' ')
      .map((value) => (value === '-' ? '' : `"${value}"`))
      .join(',')
    assert.deepEqual(decode(`${header}\n${line}\n`).flows, decode(`${V5_HEADER}\n${V5}\n`).flows)
  })

  it('exported from CloudWatch Logs has a time before each line', () => {
    assert.deepEqual(
      decode(`2023-11-14T22:14:20.000Z ${V2}\n2023-11-14T22:14:20.000Z ${V2}\n`).flows,
      decode(`${V2}\n${V2}\n`).flows,
    )
  })

  it('with a line of 100 MB has one record rejected, in flat memory', () => {
    const recorder = new FlowRecorder()
    const decoder = new FlowTextDecoder(recorder)
    const piece = Buffer.alloc(1_000_000, 'x')
    decoder.write(Buffer.from(`${V2}\n`))
    for (let i = 0; i < 100; i++) decoder.write(piece)
    decoder.write(Buffer.from(`\n${V2}\n`))
    decoder.end()
    assert.deepEqual(recorder.reasons, ['record-too-large'])
    assert.deepEqual(recorder.rejections[0].place, { line: 2 })
    assert.equal(recorder.flows.length, 2)
  })

  it('is read the same however it is cut into chunks', () => {
    const long = `${V2}${' '.repeat(LINE_BYTES_MAX)}`
    const lines = fc.array(
      fc.constantFrom(V2, V2, V5_HEADER, V5, '', 'junk', `2023-11-14T22:14:20.000Z ${V2}`, long, `${V2}\r`, '\x00'),
      { maxLength: 12 },
    )
    fc.assert(
      fc.property(lines, fc.array(fc.nat(), { maxLength: 20 }), (all, cuts) => {
        const bytes = Buffer.from(all.join('\n'))
        assert.deepEqual(decodeCut(bytes, cuts).all, decodeCut(bytes, []).all)
      }),
      { numRuns: 300 },
    )
  })

  it('of any bytes whatever is read to its end', () => {
    const mutated = fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 })).map(([at, byte]) => {
      const bytes = Buffer.from(`${V5_HEADER}\n${V5}\n${V5}\n`)
      bytes[at % bytes.length] = byte
      return bytes
    })
    fc.assert(
      fc.property(
        fc.oneof(mutated, fc.uint8Array({ maxLength: 400 })),
        fc.array(fc.nat(), { maxLength: 5 }),
        (bytes, cuts) => {
          const { all } = decodeCut(bytes, cuts)
          assert.ok(all.length <= bytes.length)
        },
      ),
      { numRuns: 1500 },
    )
  })
})

describe('messages of a log stream', () => {
  it('are records in the context that each came in', () => {
    const recorder = new FlowRecorder()
    const decoder = new FlowTextDecoder(recorder, {
      fields: 'interface-id srcaddr dstaddr protocol start',
      context: { region: 'eu-west-1' },
    })
    const message = Buffer.from('eni-1 1.1.1.1 2.2.2.2 6 1700000000')
    decoder.message(message, { accountId: '111111111111' })
    decoder.message(message, { accountId: '222222222222' })
    decoder.message(message, { accountId: '111111111111' })
    assert.deepEqual(
      recorder.flows.map((flow) => [flow.of.accountId, flow.of.region, flow.subject]),
      [
        ['111111111111', 'eu-west-1', 0],
        ['222222222222', 'eu-west-1', 1],
        ['111111111111', 'eu-west-1', 0],
      ],
    )
  })

  it('are rejected at the place of the message', () => {
    const recorder = new FlowRecorder()
    new FlowTextDecoder(recorder).message(Buffer.from('START RequestId'), {}, { offset: 77 })
    assert.deepEqual(
      recorder.rejections.map((one) => one.place),
      [{ offset: 77 }],
    )
  })
})

function decode(text: string, options: FlowTextOptions = {}): FlowRecorder {
  return decodeCut(Buffer.from(text, 'utf8'), [], options)
}

function decodeCut(bytes: Uint8Array, cuts: readonly number[], options: FlowTextOptions = {}): FlowRecorder {
  const recorder = new FlowRecorder()
  const decoder = new FlowTextDecoder(recorder, options)
  const places = cuts.map((cut) => cut % (bytes.length + 1)).sort((a, b) => a - b)
  let from = 0
  for (const to of [...places, bytes.length]) {
    // A chunk may be overwritten once it is read.
    const chunk = Uint8Array.from(bytes.subarray(from, to))
    decoder.write(chunk)
    chunk.fill(0x7a)
    from = to
  }
  decoder.end()
  return recorder
}
