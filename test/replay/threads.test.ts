import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { everything, everythingAround } from './everything.ts'
import { objectsOf } from './replay.ts'

const root = new URL('../..', import.meta.url).pathname
const folder = mkdtempSync(join(tmpdir(), 'picket-threads-'))
after(() => rmSync(folder, { recursive: true }))

const FILES = 12
for (let i = 0; i < FILES; i++) {
  const objects = objectsOf(everything.filter((_, j) => j % FILES === i))
  for (const [j, bytes] of objects.entries()) writeFileSync(join(folder, `log-${i}-${j}.gz`), gzipSync(bytes))
}
const lists = Object.entries(everythingAround.lists ?? {}).flatMap(([category, entries]) => {
  writeFileSync(join(folder, `.${category}`), entries.join('\n'))
  return ['--intel', `${category}=${join(folder, `.${category}`)}`]
})

function scan(workers: number): string {
  const output = join(folder, '.findings')
  const { status, stderr } = spawnSync(join(root, 'picket'), [
    'scan',
    folder,
    ...lists,
    '--workers',
    String(workers),
    '--output',
    output,
  ])
  assert.equal(status, 0, String(stderr))
  return readFileSync(output, 'utf8')
}

test('1, 2, 4 and 8 threads print the same findings', () => {
  const one = scan(1)
  assert.ok(one.split('\n').length > 40)
  for (const workers of [2, 4, 8]) assert.equal(scan(workers), one, `${workers} threads`)
})
