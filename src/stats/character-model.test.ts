import assert from 'node:assert/strict'
import { test } from 'node:test'
import { hostWords } from '../model/host-words.ts'
import { CharacterModel } from './character-model.ts'

const model = new CharacterModel(hostWords)

test('words of hosts are short, and encoded data is long', () => {
  for (const name of ['static-assets.europe', 'customer-portal-staging', 'metrics-collector.internal'])
    assert.ok(model.bitsPerCharacter(name) < 4, name)
  for (const data of ['045c0165e60264ff44d92d0e203258a96b', 'mzxw6ytboi7ggylmnvzgk3q', '83719405628190375526'])
    assert.ok(model.bitsPerCharacter(data) > 5, data)
})

test('capitals are no news, and no text has no length', () => {
  assert.equal(model.bitsPerCharacter('Static-Assets'), model.bitsPerCharacter('static-assets'))
  assert.equal(model.bitsPerCharacter(''), 0)
})
