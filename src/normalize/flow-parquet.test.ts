import assert from 'node:assert/strict'
import { it } from 'node:test'
import { gzipSync } from 'node:zlib'
import { type ColumnSource, parquetWriteBuffer } from 'hyparquet-writer'
import { FlowParquetDecoder } from './flow-parquet.ts'
import { FlowRecorder } from './flow-recorder.ts'
import { FlowTextDecoder } from './flow-text-decoder.ts'

const HEADER =
  'version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action log-status vpc-id tcp-flags pkt-srcaddr pkt-dstaddr region flow-direction'
const LINES = Array.from({ length: 500 }, (_, i) =>
  i % 7 === 3
    ? `5 123456789012 eni-${i % 3} - - - - - - - ${1700000000 + i} ${1700000060 + i} - NODATA vpc-1 - - - eu-west-1 -`
    : `5 123456789012 eni-${i % 3} 10.0.${i % 256}.1 192.0.2.${i % 256} ${1024 + i} 443 6 ${i} ${i * 5_000_000_000} ${1700000000 + i} ${1700000060 + i} ${i % 2 ? 'ACCEPT' : 'REJECT'} OK vpc-1 ${i % 32} 10.0.${i % 256}.1 198.51.100.1 eu-west-1 ${i % 2 ? 'egress' : 'ingress'}`,
)
const WIDE = new Set(['packets', 'bytes', 'start', 'end'])
const NUMBERS = new Set(['version', 'srcport', 'dstport', 'protocol', 'tcp-flags', ...WIDE])

it('reads the same records from Parquet as from text, over row groups and compressions', async () => {
  const expected = new FlowRecorder()
  const text = new FlowTextDecoder(expected)
  text.write(Buffer.from(`${HEADER}\n${LINES.join('\n')}\n`))
  text.end()
  for (const codec of ['SNAPPY', 'GZIP', 'UNCOMPRESSED'] as const) {
    for (const underscore of [true, false]) {
      const file = parquetWriteBuffer({
        columnData: columns(LINES, underscore),
        codec,
        compressors: { GZIP: (bytes) => gzipSync(bytes) },
        rowGroupSize: 120,
      })
      assert.deepEqual((await decode(new Uint8Array(file))).all, expected.all)
    }
  }
})

it('holds rows to the rules of lines, and names the row', async () => {
  const bad = [LINES[0], LINES[1].replace('10.0.1.1', '10.0.1.999'), LINES[2].replace('ingress', 'sideways ways')]
  const { flows, rejections } = await decode(fileOf(bad))
  assert.equal(flows.length, 1)
  assert.deepEqual(
    rejections.map(({ reason, place }) => [reason, place]),
    [
      ['invalid-address', { row: 2 }],
      ['wrong-type', { row: 3 }],
    ],
  )
})

it('rejects a damaged file once', async () => {
  const file = fileOf(LINES)
  for (const damaged of [
    file.subarray(0, 1000),
    Buffer.concat([file.subarray(0, file.length - 8), Buffer.alloc(8)]),
    Buffer.from('PAR1'),
    Buffer.from('PAR1PAR1PAR1'),
  ]) {
    assert.deepEqual((await decode(damaged)).reasons, ['malformed-parquet'])
  }
})

it('rejects a table of something else, and a file too large', async () => {
  const other = parquetWriteBuffer({ columnData: [{ name: 'city', data: ['Bern'] }] })
  assert.deepEqual((await decode(new Uint8Array(other))).reasons, ['unknown-format'])
  assert.deepEqual((await decode(fileOf(LINES), 1000)).reasons, ['record-too-large'])
})

it('never throws when the end of a file, where its description is, is changed', async () => {
  const file = fileOf(LINES.slice(0, 20))
  for (let i = 0; i < 300; i++) {
    const changed = Uint8Array.from(file)
    changed[file.length - 1 - ((i * 7) % 1500)] ^= 1 + ((i * 31) % 255)
    assert.ok((await decode(changed)).all.length > 0)
  }
})

function fileOf(lines: readonly string[]): Uint8Array {
  return new Uint8Array(parquetWriteBuffer({ columnData: columns(lines, true) }))
}

function columns(lines: readonly string[], underscore: boolean): ColumnSource[] {
  const rows = lines.map((line) => line.split(' '))
  return HEADER.split(' ').map((name, column): ColumnSource => {
    const values = rows.map((row) => (row[column] === '-' ? undefined : row[column]))
    const label = underscore ? name.replaceAll('-', '_') : name
    if (!NUMBERS.has(name)) return { name: label, data: values, type: 'STRING', nullable: true }
    const wide = WIDE.has(name)
    const data = values.map((value) => (value === undefined ? undefined : wide ? BigInt(value) : Number(value)))
    return { name: label, data, type: wide ? 'INT64' : 'INT32', nullable: true }
  })
}

async function decode(file: Uint8Array, bytesMax?: number): Promise<FlowRecorder> {
  const recorder = new FlowRecorder()
  const decoder = new FlowParquetDecoder(recorder, {}, bytesMax)
  for (let at = 0; at < file.length; at += 1000) decoder.write(file.subarray(at, at + 1000))
  await decoder.end()
  return recorder
}
