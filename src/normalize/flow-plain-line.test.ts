import assert from 'node:assert/strict'
import { it } from 'node:test'
import fc from 'fast-check'
import { flowFormat } from './flow-fields.ts'
import { FlowLine, readLine, SLACK_BYTES } from './flow-line.ts'
import { readPlainLine } from './flow-plain-line.ts'

const FIELDS =
  'version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action log-status tcp-flags type'
const LINE =
  '5 123456789012 eni-1 10.0.0.5 198.51.100.7 49152 443 6 12 123456789012345 1700000000 1700000060 ACCEPT OK 19 IPv4'
const format = flowFormat(FIELDS)

it('reads an ordinary line', () => {
  assert.equal(isPlain(`${LINE}\n`), true)
})

it('whatever it reads, the reader of all lines reads the same', () => {
  const bytes = fc.constantFrom(' ', '\t', '\r', '\n', '-', '.', '0', '9', '255', '256', 'x', '\0', '\xff', '')
  const changed = fc.array(fc.tuple(fc.nat({ max: LINE.length }), bytes, fc.nat({ max: 3 })), { maxLength: 3 })
  fc.assert(
    fc.property(changed, (changes) => {
      let text = LINE
      for (const [at, put, drop] of changes) text = text.slice(0, at) + put + text.slice(at + drop)
      isPlain(`${text}\n`)
    }),
    { numRuns: 10_000 },
  )
})

/** Whether the line is plain; asserts that if so, both readers agree on it. */
function isPlain(text: string): boolean {
  const bytes = new Uint8Array(text.length + SLACK_BYTES)
  bytes.set(Buffer.from(text, 'latin1'))
  const view = new DataView(bytes.buffer)
  const plain = new FlowLine()
  if (!readPlainLine(bytes, view, 0, format, plain)) return false
  const any = new FlowLine()
  assert.equal(readLine(view, 0, format, any), format.columns, text)
  assert.deepEqual(plain, any, text)
  return true
}
