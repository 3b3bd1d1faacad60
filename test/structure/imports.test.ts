import assert from 'node:assert/strict'
import { dirname, join } from 'node:path'
import { test } from 'node:test'
import { sources } from './sources.ts'

/** The path, in order: a folder imports only from itself and from those before it. */
const FOLDERS = [
  'std',
  'model',
  'stats',
  'normalize',
  'intel',
  'inventory',
  'detect',
  'aggregate',
  'store',
  'bus',
  'ingest',
  'publish',
  'api',
  'server',
  'cli',
]

test('a folder of src imports only from folders before it in the path', () => {
  const wrong: string[] = []
  for (const { path, text } of sources('src')) {
    const own = FOLDERS.indexOf(path.split('/')[1])
    assert.ok(own >= 0, `${path} is in no folder of the layout`)
    for (const [, specifier] of text.matchAll(/(?:from|import\()\s*'(\.[^']+)'/g)) {
      const target = join(dirname(path), specifier)
      const folder = FOLDERS.indexOf(target.split('/')[1])
      if (!target.startsWith('src/') || folder > own) {
        if (path === 'src/cli/simulate-to.ts' && target.startsWith('simulate/')) continue
        wrong.push(`${path} imports ${target}`)
      }
    }
  }
  assert.deepEqual(wrong, [])
})
