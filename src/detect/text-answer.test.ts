import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isTextAnswer } from './text-answer.ts'

function isText(answers: string): boolean {
  const bytes = Buffer.from(answers)
  return isTextAnswer(bytes, 0, bytes.length)
}

test('a text record is told by its first bytes, whatever the order of members and the spaces', () => {
  assert.ok(isText(String.raw`[{"Rdata":"\"v=spf1 -all\"","Type":"TXT","Class":"IN"}]`))
  assert.ok(isText(String.raw`[ { "Rdata" : "\"data\"", "Type": "TXT" } ]`))
  assert.ok(isText(String.raw`[{"Type":"TXT","Rdata":"\"data\""}]`))
})

test('other records, none, and bytes that end early are no text', () => {
  for (const answers of ['[{"Rdata":"93.184.216.34","Type":"A"}]', '[{"Type":"A"}]', '[]', '[{"Rdata":', '', '"'])
    assert.ok(!isText(answers), answers)
})
