import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import { gzipSync, zstdCompressSync } from 'node:zlib'
import fc from 'fast-check'
import { parquetWriteBuffer } from 'hyparquet-writer'
import { Decoder, type DecoderOptions } from './decoder.ts'
import { FlowRecorder } from './flow-recorder.ts'

const FLOW =
  '2 123456789012 eni-0123456789abcdef0 10.0.0.5 198.51.100.7 49152 443 6 12 3400 1700000000 1700000060 ACCEPT OK'
const HEADER =
  'version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action log-status'
const FLOWS = Buffer.from(`${HEADER}\n${`${FLOW}\n`.repeat(50)}`)
const QUERY =
  '{"version":"1.100000","account_id":"123456789012","region":"us-east-1","vpc_id":"vpc-1","query_timestamp":"2024-01-01T00:00:00Z","query_name":"example.com.","query_type":"A","query_class":"IN","rcode":"NOERROR","answers":[],"srcaddr":"10.0.0.5","srcport":"5","transport":"UDP","srcids":{"instance":"i-1"}}\n'
const data = new URL('../../../shared/data/', import.meta.url)

describe('tells by content', () => {
  const contents: [string, Uint8Array, unknown[]][] = [
    ['flow logs with a header', FLOWS, Array(50).fill('flow')],
    ['flow logs without a header', Buffer.from(`${FLOW}\n${FLOW}`), ['flow', 'flow']],
    [
      'flow logs whose first record is damaged',
      Buffer.from(`${FLOW.slice(0, 60)}\n${FLOW}\n`),
      ['field-count', 'flow'],
    ],
    ['flow logs behind a byte order mark', Buffer.from(`\ufeff${HEADER}\n${FLOW}\n`), ['flow']],
    ['flow logs exported with times', Buffer.from(`2023-11-14T22:14:20.000Z ${FLOW}\n`), ['flow']],
    ['JSON lines', Buffer.from(QUERY + QUERY), ['dns', 'dns']],
    ['JSON lines exported with times', Buffer.from(`2023-11-14T22:14:20.000Z ${QUERY}`), ['dns']],
    [
      'flow logs in messages',
      Buffer.from(
        JSON.stringify({
          messageType: 'DATA_MESSAGE',
          owner: '123456789012',
          logGroup: 'flows',
          logEvents: [{ id: '1', timestamp: 1, message: FLOW }],
        }),
      ),
      ['flow'],
    ],
    ['gzip', gzipSync(FLOWS), Array(50).fill('flow')],
    ['zstd', zstdCompressSync(FLOWS), Array(50).fill('flow')],
    ['gzip inside gzip', gzipSync(gzipSync(QUERY)), ['dns']],
    ['gzip too deep', gzipSync(gzipSync(gzipSync(QUERY))), ['unknown-format']],
    ['gzip that ends early', gzipSync(FLOWS).subarray(0, 60), ['truncated-compression']],
    ['an empty object', Buffer.alloc(0), []],
    ['an empty object in gzip', gzipSync(''), []],
    ['white space', Buffer.from('\n\n \r\n'), []],
    ['something else, once', Buffer.from('Dear Sir,\nhello\n'.repeat(5000)), ['unknown-format']],
    ['a PNG image', Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), Buffer.alloc(9000)]), ['unknown-format']],
  ]
  for (const [name, bytes, expected] of contents) {
    it(name, async () => {
      for (const size of [1, 3, 100, 100_000])
        assert.deepEqual(await kinds(bytes, size), expected, `in chunks of ${size}`)
    })
  }

  it('Parquet', async () => {
    const values = FLOW.split(' ')
    const columnData = HEADER.split(' ').map((name, i) => ({ name, data: [values[i], values[i]] }))
    const file = new Uint8Array(parquetWriteBuffer({ columnData }))
    assert.deepEqual(await kinds(file, 100), ['flow', 'flow'])
    assert.deepEqual(await kinds(gzipSync(file), 100), ['flow', 'flow'])
  })
})

it('reads flow logs of a configured order, which no header names', async () => {
  const options = {
    context: { accountId: '123456789012' },
    flowFields: ['interface-id', 'srcaddr', 'dstaddr', 'protocol', 'end'].map((name) => `\${${name}}`).join(' '),
  }
  assert.deepEqual(await kinds(Buffer.from('eni-1 1.1.1.1 2.2.2.2 6 1700000000\n'), 10, options), ['flow'])
})

it('gives the records before a cut, and neither half a record nor silence', async () => {
  const whole = gzipSync(FLOWS, { level: 0 })
  const seen = await kinds(whole.subarray(0, 1000), 100)
  assert.deepEqual(seen.slice(-2), ['truncated-record', 'truncated-compression'])
  assert.deepEqual(new Set(seen.slice(0, -2)), new Set(['flow']))
})

it('counts bytes as they came and as they are once decompressed', async () => {
  const compressed = gzipSync(FLOWS)
  const decoder = new Decoder(new FlowRecorder(), { context: {} })
  decoder.write(compressed)
  await decoder.end()
  assert.equal(decoder.bytesIn, compressed.length)
  assert.equal(decoder.bytesInflated, FLOWS.length)
})

it('never throws, and reads the same however the bytes are cut', async () => {
  const valid = fc.constantFrom(
    FLOWS,
    Buffer.from(QUERY.repeat(3)),
    gzipSync(FLOWS),
    gzipSync(QUERY),
    zstdCompressSync(FLOWS),
    gzipSync(gzipSync(FLOWS)),
  )
  const mutated = fc
    .tuple(valid, fc.array(fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 })), { maxLength: 3 }))
    .map(([bytes, changes]) => {
      const copy = Uint8Array.from(bytes)
      for (const [at, byte] of changes) copy[at % copy.length] = byte
      return copy
    })
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(mutated, fc.uint8Array({ maxLength: 200 })),
      fc.integer({ min: 1, max: 3000 }),
      async (bytes, size) => {
        const seen = await kinds(bytes, size)
        // How much is saved of a damaged stream depends on the step in which the damage is met.
        if (!seen.includes('truncated-compression')) assert.deepEqual(seen, await kinds(bytes, bytes.length || 1))
      },
    ),
    { numRuns: 200 },
  )
})

for (const folder of ['dev-flows-crypto-tor-scan', 'dev-flows-ctu', 'dev-flows-rita-cloudvm', 'dev-flows-slips']) {
  const at = new URL(`${folder}/`, data)
  it(`reads every record of ${folder}`, {
    skip: existsSync(at) ? false : `${folder} is not beside the repository`,
  }, async () => {
    const [json] = /(?<=```json\n)[\s\S]*?(?=```)/.exec(readFileSync(new URL('SOURCE.md', at), 'utf8')) ?? ['{}']
    const counts: Record<string, { records: number }> = JSON.parse(json)
    const files = readdirSync(at).filter((name) => name.endsWith('.vpcflow_v5.log.gz'))
    assert.ok(files.length > 0)
    for (const name of files) {
      const seen = await kinds(readFileSync(new URL(name, at)), 65_536)
      assert.deepEqual(new Set(seen), new Set(['flow']))
      assert.equal(seen.length, counts[name.split('.')[0]].records, name)
    }
  })
}

/** What the bytes hold: `flow`, the source of a JSON record, or the reason of a rejection. */
async function kinds(bytes: Uint8Array, size: number, options: DecoderOptions = { context: {} }): Promise<unknown[]> {
  const recorder = new FlowRecorder()
  const decoder = new Decoder(recorder, options)
  for (let at = 0; at < bytes.length; at += size) decoder.write(Uint8Array.from(bytes.subarray(at, at + size)))
  await decoder.end()
  return recorder.all.map((one) =>
    typeof one !== 'object' || one === null ? one : 'reason' in one ? one.reason : 'flow',
  )
}
