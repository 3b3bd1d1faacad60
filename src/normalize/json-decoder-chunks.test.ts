import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { JsonDecoder, RECORD_BYTES_MAX } from './json-decoder.ts'
import { apiCallText as call, decodeJson, JsonRecorder } from './json-recorder.ts'

const KIB = 1024
const MIB = 1024 * KIB
const options = { context: {}, onText: () => {}, inflate: (bytes: Uint8Array) => bytes }

describe('what is read does not depend on how the log is cut', () => {
  const pieces = fc.constantFrom(
    ...[call('A'), call('B', { x: 'é\\"\n' }), JSON.stringify(JSON.parse(call('C')), null, 2)],
    ...[
      '{"eventName":"cut',
      '{"a":[1,',
      '{"a":[1',
      '{"a":{"b":1}',
      '"',
      '}',
      ']',
      '[',
      '{',
      ',',
      '\\',
      'text',
      '1',
      'null',
    ],
    ...['{"Records":[', ']}', '{"messageType":"DATA_MESSAGE","owner":"123456789012","logEvents":['],
    ...[`{"id":"1","message":${JSON.stringify(call('D'))}}`, '{"records":[{"data":"e30="},', '{"x":1}', '[[', ']]'],
    ...[
      '2024-05-01T00:00:00.000Z ',
      '2024-05-01T00:00:00.000Z some text',
      '\ufeff',
      '\x1e',
      `{"a":"${'z'.repeat(300)}`,
    ],
    ...[`{"a":"${'z'.repeat(300)}"}`, `{"a":${'[['.repeat(300)}`, `{"a":[${'1,'.repeat(200)}`],
  )
  const log = fc.array(fc.tuple(pieces, fc.constantFrom('\n', '\n', ',', '', ' ', '\r\n')), { maxLength: 12 })

  it('into chunks of any sizes', () => {
    fc.assert(
      fc.property(log, fc.array(fc.integer({ min: 1, max: 90 }), { minLength: 1, maxLength: 9 }), (parts, sizes) => {
        const bytes = Buffer.from(parts.flat().join(''))
        const whole = decodeJson(bytes, bytes.length + 1, { recordBytesMax: 256 })
        const cut = new JsonRecorder()
        const decoder = new JsonDecoder(cut, {
          ...options,
          recordBytesMax: 256,
          onText: (text, context, place) => cut.texts.push({ text: Buffer.from(text).toString(), context, place }),
        })
        for (let at = 0, i = 0; at < bytes.length; i++) {
          const size = sizes[i % sizes.length]
          decoder.write(Uint8Array.from(bytes.subarray(at, at + size)))
          at += size
        }
        decoder.end()
        assert.deepEqual(cut, whole)
      }),
      { numRuns: 3000 },
    )
  })

  it('and every byte string can be read without a throw', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.integer({ min: 1, max: 50 }), (bytes, chunkBytes) => {
        decodeJson(bytes, chunkBytes)
      }),
      { numRuns: 500 },
    )
  })
})

describe('what a log costs', () => {
  it('a line of 100 MB without an end is rejected once, kept nowhere, and what follows is read', () => {
    for (const [head, piece] of [
      ['{"a":"', 'x'],
      ['{"a":[', '1,'],
      ['', 'x'],
    ]) {
      const recorder = new JsonRecorder()
      const decoder = new JsonDecoder(recorder, options)
      const chunk = Buffer.alloc(64 * KIB, piece)
      decoder.write(Buffer.from(`${call('A')}\n${head}`))
      const before = process.memoryUsage().arrayBuffers
      for (let i = 0; i < 1600; i++) decoder.write(chunk)
      const grown = process.memoryUsage().arrayBuffers - before
      decoder.write(Buffer.from(`\n${call('B')}\n${call('C')}\n`))
      decoder.end()
      assert.deepEqual(recorder.names, ['A', 'B', 'C'])
      assert.deepEqual(recorder.reasons, [head === '' ? 'malformed-json' : 'record-too-large'])
      assert.deepEqual(recorder.rejections[0].place, { line: 2 })
      assert.ok(grown < 8 * RECORD_BYTES_MAX, `${grown} bytes more`)
    }
  })

  it('50,000 events in one line of Records stream through', () => {
    let seen = 0
    const decoder = new JsonDecoder(
      {
        ...new JsonRecorder(),
        flow() {},
        idle() {},
        ignored() {},
        reject: (one) => assert.fail(one.detail),
        json: () => seen++,
      },
      options,
    )
    const event = Buffer.from(`${call('A', { filling: 'x'.repeat(1400) })},`)
    decoder.write(Buffer.from('{"Records":['))
    const before = process.memoryUsage().arrayBuffers
    for (let i = 0; i < 50_000; i++) {
      decoder.write(event)
      assert.equal(seen, i + 1, 'a record is given as soon as it is here')
    }
    assert.ok(process.memoryUsage().arrayBuffers - before < 32 * MIB)
    decoder.write(Buffer.from(`${call('Z')}]}`))
    decoder.end()
    assert.equal(seen, 50_001)
  })

  it('a long record in small chunks, and many records in one chunk, take time in line with their bytes', () => {
    const long = call('A', { filling: 'x'.repeat(7 * MIB) })
    const many = `${call('A')}\n`.repeat(60_000)
    const short = call('A')
    const cases: [string, string, number, number][] = [
      ['7 MiB in chunks of 4 KiB', long, 4 * KIB, 1],
      ['7 MiB in chunks of 64 bytes', long, 64, 1],
      ['60,000 lines in one chunk', many, many.length, 60_000],
      ['60,000 records of one line in one chunk', short.repeat(60_000), many.length, 60_000],
      ['lines byte by byte', many.slice(0, (short.length + 1) * 3000), 1, 3000],
    ]
    for (const [name, text, chunkBytes, records] of cases) {
      const cpu = process.cpuUsage()
      assert.equal(decodeJson(text, chunkBytes).records.length, records)
      const { user, system } = process.cpuUsage(cpu)
      assert.ok(user + system < 2e6, `${name}: ${(user + system) / 1000} ms`)
    }
  })
})
