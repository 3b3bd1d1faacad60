import assert from 'node:assert/strict'
import { it } from 'node:test'
import fc from 'fast-check'
import { DEFAULT_FLOW_FIELDS, flowFormat } from './flow-fields.ts'
import { SLACK_BYTES } from './flow-line.ts'
import { FLOW, FlowLineParser, REJECTED } from './flow-parser.ts'
import { NOT_PLAIN, readVersion2Line } from './flow-version2-line.ts'

const NAMES = '2 123456789012 eni-0a1b2c3d4e5f60718 '
const LINE = `${NAMES}10.0.0.5 198.51.100.7 49152 443 6 12 1234567 1700000000 1700000060 ACCEPT OK`
const version2 = flowFormat(DEFAULT_FLOW_FIELDS)
/** The same fields, but for the name of one that is not read: these lines are read in the general way. */
const general = flowFormat(DEFAULT_FLOW_FIELDS.replace('version', 'anything'))

it('reads an ordinary line to its end', () => {
  const { bytes, view } = padded(`${LINE}\n`)
  const { record } = new FlowLineParser(version2)
  assert.equal(readVersion2Line(bytes, view, NAMES.length, record), LINE.length + 1)
  assert.equal(record.source, 0x0a000005)
  assert.equal(record.end, 1_700_000_060)
})

it('leaves addresses of version 6 and lines without data to the general way', () => {
  for (const line of [LINE.replace('10.0.0.5', '2001:db8::5'), LINE.replace('OK', 'NODATA')]) {
    const { bytes, view } = padded(`${line}\n`)
    assert.equal(readVersion2Line(bytes, view, NAMES.length, new FlowLineParser(version2).record), NOT_PLAIN)
  }
})

it('whatever comes after a line of the same interface is read as the general way reads it', () => {
  const put = fc.constantFrom(' ', '\t', '\r', '\n', '-', '.', '0', '9', '255', '256', '65536', 'x', '\0', '\xff', '')
  const changed = fc.array(fc.tuple(fc.nat({ max: LINE.length }), put, fc.nat({ max: 3 })), { maxLength: 3 })
  fc.assert(
    fc.property(changed, (changes) => {
      let text = LINE
      for (const [at, what, drop] of changes) text = text.slice(0, at) + what + text.slice(at + drop)
      assert.deepEqual(read(`${LINE}\n${text}\n`, version2), read(`${LINE}\n${text}\n`, general), text)
    }),
    { numRuns: 10_000 },
  )
})

it('lines of interfaces that take turns are each of their own', () => {
  const other = LINE.replace('eni-0a1b2c3d4e5f60718', 'eni-0a1b2c3d4e5f60719')
  const text = [LINE, other, LINE, LINE, other, other].join('\n')
  assert.deepEqual(
    read(`${text}\n`, version2).map((line) => 'interfaceId' in line && line.interfaceId.at(-1)),
    ['8', '9', '8', '8', '9', '9'],
  )
})

it('the same interface in another context is another subject', () => {
  const parser = new FlowLineParser(version2)
  const { view } = padded(`${LINE}\n`)
  const subjects = [{ region: 'eu-west-1' }, { region: 'eu-west-1' }, { region: 'us-east-1' }].map((context) => {
    parser.context = context
    return parser.parse(view, 0) === FLOW && parser.subjects.list[parser.record.subject].region
  })
  assert.deepEqual(subjects, ['eu-west-1', 'eu-west-1', 'us-east-1'])
})

/** All lines of the text: of a record, its fields and interface; of a rejected line, why. */
function read(text: string, format: typeof version2) {
  const parser = new FlowLineParser(format)
  const { view } = padded(text)
  const lines = []
  for (let at = 0; at < text.length; at = parser.next) {
    const kind = parser.parse(view, at)
    const { subject, ...record } = parser.record
    const { next } = parser
    if (kind === FLOW) lines.push({ kind, next, ...record, ...parser.subjects.list[subject] })
    else lines.push({ kind, next, ...(kind === REJECTED ? { fault: parser.fault } : {}) })
  }
  return lines
}

function padded(text: string): { bytes: Uint8Array; view: DataView } {
  const bytes = new Uint8Array(text.length + SLACK_BYTES)
  bytes.set(Buffer.from(text, 'latin1'))
  return { bytes, view: new DataView(bytes.buffer) }
}
