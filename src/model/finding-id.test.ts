import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { createdAtOfId, findingArn, findingId, findingIdRandomBytes } from './finding-id.ts'

const random = fc.uint8Array({ minLength: findingIdRandomBytes, maxLength: findingIdRandomBytes })
const createdAtMs = fc.integer({ min: 0, max: 2 ** 41 - 1 })

describe('a finding id', () => {
  it('is 32 hex digits that give the creation time back to the millisecond', () => {
    fc.assert(
      fc.property(createdAtMs, random, (ms, bytes) => {
        const id = findingId({ createdAtMs: ms, random: bytes })
        assert.match(id, /^[0-9a-f]{32}$/)
        assert.equal(createdAtOfId(id), ms)
      }),
      { numRuns: 300 },
    )
  })

  it('sorts by time among ids of one leading byte', () => {
    fc.assert(
      fc.property(createdAtMs, createdAtMs, random, random, (one, other, a, b) => {
        fc.pre(one < other)
        b[0] = a[0] ?? 0
        assert.ok(findingId({ createdAtMs: one, random: a }) < findingId({ createdAtMs: other, random: b }))
      }),
      { numRuns: 300 },
    )
  })

  it('uses every random bit that it is given, save the two that the form fixes', () => {
    const none = new Uint8Array(findingIdRandomBytes)
    const all = new Uint8Array(findingIdRandomBytes).fill(255)
    assert.equal(findingId({ createdAtMs: 0, random: none }), '0'.repeat(32))
    assert.equal(findingId({ createdAtMs: 0, random: all }), `fe00000000007f${'f'.repeat(18)}`)
  })

  it('is refused when the randomness is short or the time cannot be held', () => {
    assert.throws(() => findingId({ createdAtMs: 0, random: new Uint8Array(10) }), RangeError)
    const enough = new Uint8Array(findingIdRandomBytes)
    for (const ms of [-1, 0.5, Number.NaN, 2 ** 41]) {
      assert.throws(() => findingId({ createdAtMs: ms, random: enough }), RangeError)
    }
  })

  it('tells no time when it is not an id', () => {
    for (const text of ['', '02bf27df', '02BF27DF0AB318783B0A8F63569DFD68', `${'0'.repeat(32)} `]) {
      assert.equal(createdAtOfId(text), undefined)
    }
  })
})

describe('a finding ARN', () => {
  const place = { accountId: '111122223333', detectorId: 'd', findingId: 'f' }
  for (const [region, start] of [
    ['eu-central-1', 'arn:aws:guardduty:eu-central-1:'],
    ['cn-north-1', 'arn:aws-cn:guardduty:cn-north-1:'],
    ['us-gov-west-1', 'arn:aws-us-gov:guardduty:us-gov-west-1:'],
  ] as const) {
    it(`lies in the partition of ${region}`, () => {
      assert.equal(findingArn({ ...place, region }), `${start}111122223333:detector/d/finding/f`)
    })
  }
})
