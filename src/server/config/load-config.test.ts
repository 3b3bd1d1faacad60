import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { CONFIG_DEFAULTS } from './defaults.ts'
import { ConfigError, loadConfig } from './load-config.ts'

const folder = mkdtempSync(join(tmpdir(), 'picket-config-'))
after(() => rmSync(folder, { recursive: true, force: true }))
const file = join(folder, 'picket.yaml')

function load(text: string, environment: Record<string, string> = {}) {
  writeFileSync(file, text)
  return loadConfig(file, environment)
}

const refused = (text: string, message: RegExp, environment: Record<string, string> = {}) =>
  assert.throws(
    () => load(text, environment),
    (error) => error instanceof ConfigError && message.test(error.message),
  )

test('without a file there are the defaults, and the environment over them', () => {
  assert.deepEqual(loadConfig(undefined, {}), CONFIG_DEFAULTS)
  const config = loadConfig(undefined, {
    PICKET_LISTEN: '127.0.0.1:9',
    PICKET_S3_ENDPOINT: 'http://x',
    PICKET_LATENESS: '60',
  })
  assert.equal(config.listen, '127.0.0.1:9')
  assert.equal(config.aws.endpoints?.s3, 'http://x')
  assert.equal(config.lateness, 60)
})

test('a file is laid over the defaults, setting by setting', () => {
  const config = load('lists:\n  allowHosts: [lists.example.com]\nretentionDays: 30\n')
  assert.deepEqual(config.lists, { allowHosts: ['lists.example.com'], allowFiles: [] })
  assert.equal(config.retentionDays, 30)
})

test('what is wrong is told with file, line and setting, and without secrets', () => {
  refused('retentionDays: 30\nlistn: x\n', /picket\.yaml, line \d+: there is no setting listn/)
  refused('\n\nretentionDays: soon\n', /line 3: the setting retentionDays /)
  refused('accounts:\n  - id: "12"\n    keys: []\n', /line 2: the setting accounts\.0\.id /)
  refused('a: [1\n', /picket\.yaml, line \d+/)
  refused('', /PICKET_INSECURE must be true or false/, { PICKET_INSECURE: 'perhaps' })
  const key = '{ id: AKIAEXAMPLE000000001, secret: "not long", access: full }'
  assert.throws(
    () => load(`accounts:\n  - id: "111111111111"\n    keys: [${key}]\n`),
    (error: Error) => {
      return /accounts\.0\.keys\.0\.secret/.test(error.message) && !error.message.includes('not long')
    },
  )
})

test('settings that do not fit one another are refused', () => {
  refused('listen: 0.0.0.0:8686\n', /can be reached from other machines/)
  assert.equal(load('listen: 0.0.0.0:8686\ninsecure: true\n').listen, '0.0.0.0:8686')
  refused('database: postgres://x\n', /only sqlite is built yet/)
  const account = '{ id: "111111111111", keys: [], organizationMember: true }'
  refused(`accounts: [${account}]\n`, /there is no organization/)
  refused('accounts:\n  - { id: "111111111111", keys: [] }\n  - { id: "111111111111", keys: [] }\n', /there twice/)
})
