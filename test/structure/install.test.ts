import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'

const lock = JSON.parse(readFileSync(new URL('../../package-lock.json', import.meta.url), 'utf8'))

/** better-sqlite3 brings its binaries; npm would compile them again unless the lock file says so, which `npm install` forgets. */
test('an installation compiles nothing', () => {
  assert.equal(lock.packages['node_modules/better-sqlite3'].gypfile, false, 'set "gypfile": false in package-lock.json')
})

test('no package runs a script at installation', () => {
  const running = Object.entries<{ hasInstallScript?: boolean }>(lock.packages).filter(
    ([, one]) => one.hasInstallScript,
  )
  assert.deepEqual(
    running.map(([name]) => name),
    [],
  )
})
