import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { listObjects } from './list-objects.ts'

const folder = mkdtempSync(join(tmpdir(), 'picket-list-'))
after(() => rmSync(folder, { recursive: true }))

test('links that lead nowhere or in a circle are told and left out; the files beside them are listed once', async () => {
  const logs = join(folder, 'logs')
  mkdirSync(join(logs, 'day'), { recursive: true })
  for (const name of ['a.json', 'z.json', 'day/b.json', '.hidden.json']) writeFileSync(join(logs, name), name)
  symlinkSync('gone', join(logs, 'dangling'))
  symlinkSync('itself', join(logs, 'itself'))
  symlinkSync('..', join(logs, 'day', 'up'))
  symlinkSync('.', join(logs, 'here'))
  const told: string[] = []
  const objects = await listObjects(logs, (message) => told.push(message))
  assert.deepEqual(
    objects.map(({ name }) => name),
    ['a.json', 'day/b.json', 'z.json'].map((name) => join(logs, name)),
  )
  assert.deepEqual(told, [
    `cannot read ${join(logs, 'dangling')}: there is no such file`,
    `cannot read ${join(logs, 'itself')}: its links lead in a circle`,
  ])
})

test('a path that is named must be readable', async () => {
  symlinkSync('gone', join(folder, 'named'))
  for (const name of ['named', 'nowhere']) {
    await assert.rejects(listObjects(join(folder, name)), {
      name: 'UnreadablePath',
      message: `cannot read ${join(folder, name)}: there is no such file`,
    })
  }
})

test('directories nested too deep are told, not walked', async () => {
  const deep = join(folder, 'deep')
  mkdirSync(join(deep, ...Array(70).fill('d')), { recursive: true })
  const told: string[] = []
  assert.deepEqual(await listObjects(deep, (message) => told.push(message)), [])
  assert.equal(told.length, 1)
  assert.match(told.join(), /nested deeper than 64 directories/)
})
