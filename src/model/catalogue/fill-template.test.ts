import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { fillTemplate, type Placeholder, placeholders } from './fill-template.ts'
import { catalogue } from './index.ts'

const names = Object.keys(placeholders).filter((name): name is Placeholder => name in placeholders)

describe('a title or description', () => {
  it('has every value in its place, however often', () => {
    const text = fillTemplate('{api}: {userName} called {api} on port {remotePort}.', {
      api: 'StopLogging',
      userName: 'eve',
      remotePort: 0,
    })
    assert.equal(text, 'StopLogging: eve called StopLogging on port 0.')
  })

  it('says what is unknown in words, with a capital at the start', () => {
    assert.equal(fillTemplate('{actor} guesses.', {}), 'An unknown host guesses.')
    assert.equal(fillTemplate('Done by {userName}.', { userName: undefined }), 'Done by an unknown user.')
    assert.equal(fillTemplate('Done by {userName}.', { userName: '' }), 'Done by an unknown user.')
  })

  it('takes a value as it is, even one that looks like a placeholder or a replacement pattern', () => {
    assert.equal(fillTemplate('By {userName}.', { userName: '{api} $& $1' }), 'By {api} $& $1.')
  })

  it('leaves no brace and no "undefined" behind, for every type and whatever is known', () => {
    const known = fc.record(
      Object.fromEntries(names.map((name) => [name, fc.oneof(fc.constant('value'), fc.constant(undefined), fc.nat())])),
      { requiredKeys: [] },
    )
    fc.assert(
      fc.property(fc.constantFrom(...catalogue), known, ({ title, description }, values) => {
        for (const template of [title, description]) {
          assert.doesNotMatch(fillTemplate(template, values), /[{}]|undefined|null|NaN/)
        }
      }),
      { numRuns: 500 },
    )
  })

  it('with a placeholder that does not exist is a mistake in the catalogue', () => {
    assert.throws(() => fillTemplate('{nobody}', {}))
  })
})
