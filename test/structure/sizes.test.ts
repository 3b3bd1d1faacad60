import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sources } from './sources.ts'

const FILE_LINES_MAX = 400
const FUNCTION_LINES_MAX = 70

test(`no file is longer than ${FILE_LINES_MAX} lines`, () => {
  const long = sources().map(({ path, text }) => `${path}: ${text.split('\n').length - 1}`)
  assert.deepEqual(
    long.filter((line) => Number(line.split(': ')[1]) > FILE_LINES_MAX),
    [],
  )
})

test(`no function or method is longer than ${FUNCTION_LINES_MAX} lines`, () => {
  const long = sources().flatMap(({ path, text }) =>
    functionsOf(text)
      .filter(({ lines }) => lines > FUNCTION_LINES_MAX)
      .map(({ name, lines }) => `${path}: ${name} has ${lines}`),
  )
  assert.deepEqual(long, [])
})

/** Functions and methods by their formatted shape: a head that ends in a brace, and the brace that closes it at the same indent. */
function functionsOf(text: string): { name: string; lines: number }[] {
  const found: { name: string; lines: number }[] = []
  const lines = text.split('\n')
  const head =
    /^(\s*)(?:export )?(?:default )?(?:async )?(?:function\*? ?(\w+)|(?:static |async |get |set |\*)*(#?\w+)(?=\())/
  for (const [i, line] of lines.entries()) {
    const match = head.exec(line)
    if (match === null || /^\s*(if|for|while|switch|return|test|describe|it|catch)\b/.test(line)) continue
    const indent = match[1]
    const opens = lines.findIndex((one, j) => j >= i && j < i + 12 && one.endsWith('{'))
    if (opens < 0 || !(/\)(: .*)? \{$/.test(line) || line.endsWith('('))) continue
    const closes = lines.findIndex((one, j) => j > opens && one === `${indent}}`)
    if (closes > 0) found.push({ name: match[2] ?? match[3] ?? '', lines: closes - i + 1 })
  }
  return found
}
