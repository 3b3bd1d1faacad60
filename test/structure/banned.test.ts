import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isTest, type SourceFile, sources } from './sources.ts'

/** Folders that do no I/O and read no clock, randomness or environment (architecture invariant 1). */
const PURE = ['model', 'stats', 'normalize', 'inventory', 'detect', 'aggregate']
const IMPURE =
  /\b(Date\.now|new Date\(\)|Math\.random|performance\.now|process\.|setTimeout|setInterval|fetch\()|from 'node:(fs|net|http|https|dns|child_process|worker_threads|os|timers)/

/** The only files of src that may read the clock, randomness or the environment for everybody else. */
const CLOCK_AND_ENVIRONMENT = ['src/std/clock.ts', 'src/cli/main.ts', 'src/cli/program.ts', 'src/ingest/s3-objects.ts']

const lineOf = (file: SourceFile, pattern: RegExp) =>
  file.text
    .split('\n')
    .flatMap((line, i) =>
      pattern.test(line) && !/^\s*(\*|\/\*|\/\/)/.test(line) ? [`${file.path}:${i + 1} ${line.trim()}`] : [],
    )

test('the pure folders do no I/O and read no clock, randomness or environment', () => {
  const found = PURE.flatMap((folder) => sources(`src/${folder}`))
    .filter((file) => !isTest(file))
    .flatMap((file) => lineOf(file, IMPURE))
  assert.deepEqual(found, [])
})

test('clock, randomness and environment are read in named files only', () => {
  const found = sources('src')
    .filter((file) => !isTest(file) && !CLOCK_AND_ENVIRONMENT.includes(file.path))
    .flatMap((file) => lineOf(file, /\b(Date\.now|Math\.random|process\.env)\b/))
  assert.deepEqual(found, [])
})

test('no any, no non-null assertion, no silenced check', () => {
  const found = sources()
    .filter((file) => file.path !== 'test/structure/banned.test.ts')
    .flatMap((file) => lineOf(file, /\bas any\b|: any\b|@ts-ignore|@ts-expect-error|biome-ignore|\.only\(/))
  assert.deepEqual(found, [])
})

test('folders and files are named after what is in them', () => {
  const vague = /(^|\/)(utils?|helpers?|common|manager|misc)(\/|\.ts|-)/
  assert.deepEqual(
    sources()
      .map((file) => file.path)
      .filter((path) => vague.test(path)),
    [],
  )
})

test('SQL lives in store only', () => {
  const found = sources('src')
    .filter((file) => !file.path.startsWith('src/store/') && !isTest(file))
    .flatMap((file) => lineOf(file, /\b(SELECT|INSERT INTO|CREATE TABLE)\b/))
  assert.deepEqual(found, [])
})
