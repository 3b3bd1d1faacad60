import assert from 'node:assert/strict'
import { test } from 'node:test'
import { answerAddress, someAnswerAddress } from './answer-address.ts'

const METADATA = 0xa9fea9fe

test('an IPv4 address is the same however IPv6 wraps it', () => {
  for (const text of ['169.254.169.254', '::ffff:169.254.169.254', '::ffff:a9fe:a9fe', '64:ff9b::a9fe:a9fe']) {
    assert.equal(answerAddress(text), METADATA, text)
  }
  assert.equal(answerAddress('www.example.com'), undefined)
})

test('every address among the answers is looked at, and nothing else', () => {
  const answers = [
    { Rdata: 'edge.example.net', Type: 'CNAME', Class: 'IN' },
    { Rdata: '169.254.169.254', Type: 'A', Class: 'IN' },
    { Rdata: 'text "quoted" 1.2.3.4', Type: 'TXT', Class: 'IN' },
    { Rdata: '2001:db8::1', Type: 'AAAA', Class: 'IN' },
  ]
  for (const text of [JSON.stringify(answers), JSON.stringify(answers, null, 2)]) {
    const bytes = Buffer.from(text)
    const seen: (number | string)[] = []
    const any = someAnswerAddress(bytes, 0, bytes.length, (address) => {
      seen.push(address)
      return false
    })
    assert.equal(any, false)
    assert.deepEqual(seen, [METADATA, '2001:db8::1'])
    assert.ok(someAnswerAddress(bytes, 0, bytes.length, (address) => address === METADATA))
  }
})
