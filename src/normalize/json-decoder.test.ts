import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { apiCallText as call, decodeJson } from './json-recorder.ts'

const pretty = (text: string) => JSON.stringify(JSON.parse(text), null, 2)
const CUT = call('Cut').slice(0, -20)

describe('reads records however they are put together', () => {
  const [a, b, c] = ['A', 'B', 'C'].map((name) => call(name))
  const forms: [string, string][] = [
    ['one a line', `${a}\n${b}\n${c}\n`],
    ['one a line, the last without a line break', `${a}\n${b}\n${c}`],
    ['lines of Windows', `${a}\r\n${b}\r\n\r\n${c}\r\n`],
    ['behind a byte order mark', `\ufeff${a}\n${b}\n${c}\n`],
    ['files put together, each with a byte order mark', `\ufeff${a}\n\ufeff${b}\n${c}\n`],
    ['pretty-printed', [a, b, c].map(pretty).join('\n')],
    ['one after another', a + b + c],
    ['with commas between lines', `${a},\n${b},\n${c}`],
    ['with record separators', `\x1e${a}\n\x1e${b}\n\x1e${c}\n`],
    ['in an array', `[${a},${b},${c}]`],
    [
      'in an array, pretty-printed',
      JSON.stringify(
        [a, b, c].map((text) => JSON.parse(text)),
        null,
        2,
      ),
    ],
    ['in arrays one a line', `[${a}]\n[${b},${c}]\n`],
    ['in Records', `{"Records":[${a},${b},${c}]}`],
    ['in Records, pretty-printed', JSON.stringify({ Records: [a, b, c].map((text) => JSON.parse(text)) }, null, 2)],
    ['in Records with members around', `{"x":{"Records":[1]},"Records":[${a},${b}],"y":["}",{"z":"]"}]}\n${c}`],
    ['in several Records', `{"Records":[${a}]}{"Records":[]}\n{"Records":[${b},${c}]}`],
    ['in Records in an array', `[{"Records":[${a},${b}]},{"Records":[${c}]}]`],
    ['in Records with an escaped key', `{"\\u0052ecords":[${a},${b},${c}]}`],
    ['with the time before each', [a, b, c].map((text) => `2024-05-01T00:00:00.000Z ${text}\n`).join('')],
  ]
  for (const [name, text] of forms) {
    it(name, () => {
      for (const chunkBytes of [1, 7, 64, 65_536]) {
        const { names, reasons } = decodeJson(text, chunkBytes)
        assert.deepEqual([names, reasons], [['A', 'B', 'C'], []], `in chunks of ${chunkBytes}`)
      }
    })
  }
})

describe('tells what a record is', () => {
  const kinds: [string, string, string][] = [
    ['Kubernetes audit', '{"auditID":"1","verb":"get"}', 'kubernetes'],
    ['Resolver query', '{"query_name":"a."}', 'dns'],
    ['Config item', '{"configurationItemCaptureTime":"2024-05-01T00:00:00Z"}', 'config'],
    ['members of a wrong type', '{"eventSource":1,"eventName":{}}', 'cloudtrail'],
  ]
  for (const [name, text, source] of kinds) {
    it(name, () =>
      assert.deepEqual(
        decodeJson(text).records.map((one) => one.source),
        [source],
      ),
    )
  }

  it('lists of Kubernetes and snapshots of Config are wrappers', () => {
    assert.deepEqual(decodeJson('{"kind":"EventList","items":[{"auditID":"1"},{"auditID":"2"}]}').names, ['1', '2'])
    const items = '{"fileVersion":"1.0","configurationItems":[{"configurationItemCaptureTime":"x"}]}'
    assert.deepEqual(decodeJson(items).names, ['x'])
  })

  it('a record is no wrapper because of a list further inside', () => {
    assert.deepEqual(decodeJson('{"auditID":"1","requestObject":{"items":[{"auditID":"2"}]}}').names, ['1'])
  })

  it('counts what it knows and does not use', () => {
    const insight = call('x', { eventCategory: 'Insight' })
    const digest = '{"digestS3Bucket":"b","digestEndTime":"x"}'
    assert.deepEqual(decodeJson(`${insight}\n${digest}`).ignoredKinds, ['cloudtrail-insight', 'cloudtrail-digest'])
  })

  it('rejects an object that is no record, naming its members', () => {
    const [rejection] = decodeJson('{"hello":1,"world":2}').rejections
    assert.equal(rejection.reason, 'unknown-format')
    assert.match(rejection.detail, /hello, world/)
  })
})

describe('tells where a record is', () => {
  it('by its line', () => {
    const { records } = decodeJson(`${call('A')}\n\n${call('B')}\n${pretty(call('C'))}\n${call('D')}`, 16)
    assert.deepEqual(
      records.map((one) => one.place),
      [1, 3, 4, 9].map((line) => ({ line })),
    )
  })

  it('by its offset inside a wrapper', () => {
    const text = `\n{"Records":[${call('A')},${call('B')}]}`
    for (const chunkBytes of [5, 65_536]) {
      const { records } = decodeJson(text, chunkBytes)
      assert.deepEqual(
        records.map(({ place }) => 'offset' in place && text.slice(place.offset).startsWith('{"eventSource"')),
        [true, true],
      )
      assert.notDeepEqual(records[0].place, records[1].place)
    }
  })
})

describe('goes on behind what cannot be read, and rejects it once', () => {
  const good = [call('A'), call('B')]
  const halves: [string, string][] = [
    ['cut in a string', '{"eventName":"abc'],
    ['cut in a key', '{"eventName":"abc","eve'],
    ['cut behind a backslash', '{"eventName":"abc\\'],
    ['cut behind a colon', '{"eventName":'],
    ['cut behind a comma', '{"eventName":"a",'],
    ['cut in an array', '{"a":[1,2'],
    ['cut in an array behind a comma', '{"a":[1,'],
    ['cut in nested objects', '{"a":{"b":{"c":1'],
    ['cut in nested objects behind a comma', '{"a":{"b":{"c":1,'],
    ['cut, of a pretty-printed record', pretty(call('Cut')).slice(0, 60)],
    ['cut inside Records', `{"Records":[${call('X').slice(0, 30)}`],
    ['no JSON at all', 'Dear Sir, {"eventName":"x"}'],
    ['with a time too old to be JSON', '2024-13-01 foo'],
  ]
  for (const [name, half] of halves) {
    it(`half a document, ${name}`, () => {
      for (const chunkBytes of [1, 5, 65_536]) {
        const text = `${good[0]}\n${half}\n${good[1]}\n${good[0]}\n`
        const { names, rejections } = decodeJson(text, chunkBytes)
        assert.deepEqual(names, ['A', 'B', 'A'], `in chunks of ${chunkBytes}`)
        assert.equal(rejections.length, 1, JSON.stringify(rejections))
        if (!half.startsWith('{"Records')) assert.deepEqual(rejections[0].place, { line: 2 })
      }
    })
  }

  it('a damaged element of a wrapper', () => {
    const text = `{"Records":[${call('A')},{"x" 1,"y":["]"]},${call('B')}]}\n${call('C')}`
    for (const chunkBytes of [1, 5, 65_536]) {
      const { names, reasons } = decodeJson(text, chunkBytes)
      assert.deepEqual([names, reasons], [['A', 'B', 'C'], ['malformed-json']])
    }
  })

  it('elements of a wrapper that are no objects', () => {
    const { names, reasons } = decodeJson(`{"Records":[1,"a]",[{}],null,${call('A')}]}`, 3)
    assert.deepEqual([names, reasons], [['A'], Array(4).fill('wrong-type')])
  })

  it('a log that ends too early', () => {
    const cut: [string, number][] = [
      [CUT, 1],
      [`{"Records":[${call('A')},${CUT}`, 2],
      [`{"Records":[${call('A')}`, 2],
      [`[${call('A')},`, 2],
      [`{"Records":[${call('A')}]`, 2],
      [`${call('A')}\n${pretty(CUT.concat('"}')).slice(0, -2)}`, 2],
    ]
    for (const [text, outcomes] of cut) {
      const { names, reasons } = decodeJson(text)
      assert.deepEqual(reasons, ['truncated-record'], text)
      assert.equal(names.length, outcomes - 1)
    }
  })

  it('a record that nests too deep', () => {
    const { names, reasons } = decodeJson(`${call('A')}\n{"a":${'['.repeat(10_000)}\n${call('B')}\n`)
    assert.deepEqual([names, reasons], [['A', 'B'], ['nested-too-deep']])
  })

  it('bytes that are no UTF-8 stay in their string', () => {
    const bytes = Buffer.from(`${call('A')}\n${call('BX')}\n`)
    bytes[bytes.lastIndexOf('X')] = 0xff
    assert.deepEqual(decodeJson(bytes).names, ['A', 'B\ufffd'])
  })
})
