import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isInstancePrincipal } from './instance-session.ts'

function isInstance(principalId: string): boolean {
  const bytes = Buffer.from(`"${principalId}"`)
  return isInstancePrincipal(bytes, 1, bytes.length - 1)
}

test('a session named after an instance is told from others by the bytes of its principal id', () => {
  const role = 'AROAEXAMPLEWEB000000'
  assert.ok(isInstance(`${role}:i-0a1b2c3d4e5f60001`))
  assert.ok(isInstance(`${role}:i-0a1b2c3d`))
  for (const session of [
    'alice',
    'i-0a1b',
    'i-0a1b2c3d4e5f600011',
    'ci-0a1b2c3d4e5f60001',
    'i-0A1B2C3D4E5F60001',
    '',
  ]) {
    assert.ok(!isInstance(`${role}:${session}`), session)
  }
})
