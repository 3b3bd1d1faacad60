import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { INCOMPLETE, TOO_DEEP } from './json-codes.ts'
import { SCANNED_PATHS } from './json-record.ts'
import { JsonScanner } from './json-scanner.ts'

const NAMES = [...new Set(SCANNED_PATHS.flatMap((path) => path.split('.')))]
const space = fc.constantFrom('', '', '', ' ', '\n', '\r\n\t', '  ')
const number = fc.oneof(
  fc.constantFrom('0', '-0', '1e5', '-1.5E-3', '0.1', '123456789012345678901234567890', '1E+2'),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map(String),
)
const scalar = fc.oneof(number, fc.constantFrom('true', 'false', 'null'))

/** A string as JSON, in which any character may be escaped in any way that JSON knows. */
const string = fc.oneof(fc.string({ unit: 'grapheme', maxLength: 40 }), fc.constantFrom(...NAMES)).chain(quoted)

function quoted(text: string): fc.Arbitrary<string> {
  const ways = fc.array(fc.boolean(), { minLength: text.length, maxLength: text.length })
  return ways.map((escapes) => {
    const units = [...Array(text.length).keys()].map((i) => {
      const unit = text[i]
      const code = `\\u${text.charCodeAt(i).toString(16).padStart(4, '0')}`
      const isSurrogate = /[\ud800-\udfff]/.test(unit)
      if (escapes[i] && !isSurrogate) return code
      return isSurrogate ? unit : JSON.stringify(unit).slice(1, -1)
    })
    return `"${units.join('')}"`
  })
}

const key = fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...NAMES) }, fc.string({ maxLength: 12 })).chain(quoted)
const { value } = fc.letrec<{ value: string; object: string; array: string }>((tie) => ({
  value: fc.oneof({ maxDepth: 4, depthSize: 'small' }, scalar, string, tie('object'), tie('array')),
  object: fc
    .array(fc.tuple(space, key, space, space, tie('value'), space), { maxLength: 8 })
    .map((members) => `{${members.map(([a, k, b, c, v, d]) => `${a}${k}${b}:${c}${v}${d}`).join(',')}}`),
  array: fc
    .array(fc.tuple(space, tie('value'), space), { maxLength: 4 })
    .map((items) => `[${items.map((item) => item.join('')).join(',')}]`),
}))
/** An object with many members that matter, some of them twice. */
const object = fc
  .array(fc.tuple(space, key, space, space, value, space), { minLength: 1, maxLength: 14 })
  .map((members) => `{${members.map(([a, k, b, c, v, d]) => `${a}${k}${b}:${c}${v}${d}`).join(',')}}`)

function memberAt(json: unknown, path: string): unknown {
  let at: unknown = json
  for (const name of path.split('.')) {
    if (typeof at !== 'object' || at === null || Array.isArray(at) || !Object.hasOwn(at, name)) return undefined
    at = Reflect.get(at, name)
  }
  return at
}

function agrees(text: string, before = '', after = ''): void {
  const bytes = Buffer.from(before + text + after)
  const start = Buffer.byteLength(before)
  const scanner = new JsonScanner()
  assert.equal(scanner.scan(bytes, start, bytes.length, false), start + Buffer.byteLength(text))
  const json: unknown = JSON.parse(text)
  for (const path of SCANNED_PATHS) {
    const expected = memberAt(json, path)
    const found = scanner.text(path)
    assert.equal(scanner.has(path), expected !== undefined, path)
    if (typeof expected === 'string') assert.equal(found, expected, path)
    else if (expected === undefined) assert.equal(found, undefined, path)
    else assert.deepEqual(JSON.parse(found ?? ''), expected, path)
    if (typeof expected === 'string' && /^[\w.-]*$/.test(expected)) {
      const isPlain = scanner.valueEnd(path) - scanner.valueStart(path) === expected.length
      assert.equal(scanner.equals(path, expected), isPlain, path)
    }
  }
}

describe('scanning a JSON object', () => {
  it('finds its end and its members as JSON.parse does', () => {
    fc.assert(fc.property(object, space, fc.constantFrom('', '\n', '{"eventName":"next"}', '"\\'), agrees), {
      numRuns: 1500,
    })
  })

  it('takes the last of members that repeat, and nothing of the objects before', () => {
    agrees('{"userIdentity":{"type":"Root"},"userIdentity":{"arn":"a"}}')
    agrees('{"userIdentity":{"type":"Root"},"userIdentity":{"type":"IAMUser"}}')
    agrees('{"userIdentity":{"type":"Root"},"userIdentity":null}')
    agrees('{"eventName":"a","event\\u004eame":"b"}')
    agrees('{"eventName":"a","eventName":{"eventName":"c"}}')
  })

  it('reads strings of any length at any place in a word', () => {
    for (let length = 0; length < 20; length++) {
      for (const filling of ['x', '\\\\', '\\"', 'é', '"'.charCodeAt(0) === 34 ? '\\n' : '']) {
        agrees(
          `{"eventName":"${filling.repeat(length)}","a":{"b":"${filling.repeat(length)}"},"verb":"get"}`,
          ' '.repeat(length % 4),
        )
      }
    }
  })

  it('wants more bytes for any object that is cut', () => {
    fc.assert(
      fc.property(object, fc.nat(), (text, cut) => {
        const bytes = Buffer.from(text)
        const limit = 1 + (cut % (bytes.length - 1))
        assert.equal(new JsonScanner().scan(bytes, 0, limit, false), INCOMPLETE)
        const alone = Buffer.from(bytes.subarray(0, limit))
        assert.equal(new JsonScanner().scan(alone, 0, limit, false), INCOMPLETE)
      }),
      { numRuns: 1000 },
    )
  })

  it('never throws, whatever the bytes, and stays inside them', () => {
    const json = fc.stringMatching(/^[{}[\]",:\\\n u0a1-]{0,60}$/).map((text) => Buffer.from(`{${text}`))
    const any = fc.uint8Array({ maxLength: 80 }).map((bytes) => Buffer.concat([Buffer.from('{"'), bytes]))
    fc.assert(
      fc.property(fc.oneof(json, any), (bytes) => {
        const scanner = new JsonScanner()
        const end = scanner.scan(bytes, 0, bytes.length, true)
        assert.ok(end <= bytes.length)
        for (const path of SCANNED_PATHS) scanner.text(path)
      }),
      { numRuns: 3000 },
    )
  })

  it('refuses an object that nests ten thousand deep', () => {
    const scan = (text: string) => new JsonScanner().scan(Buffer.from(text), 0, text.length, true)
    assert.equal(scan(`{"a":${'['.repeat(10_000)}${']'.repeat(10_000)}}`), TOO_DEEP)
    assert.equal(scan(`{"a":${'{"a":'.repeat(10_000)}1${'}'.repeat(10_001)}`), TOO_DEEP)
    assert.equal(scan(`{"userIdentity":${'{"userIdentity":'.repeat(10_000)}1${'}'.repeat(10_001)}`), TOO_DEEP)
  })
})
