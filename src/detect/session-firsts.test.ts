import assert from 'node:assert/strict'
import { test } from 'node:test'
import { IndicatorsBuilder } from '../intel/indicators.ts'
import { Decoder } from '../normalize/decoder.ts'
import { Extractor } from './extract.ts'
import { callRecord, HOME_ADDRESS, roleSession } from './records/cloudtrail-record.ts'
import { screenOf } from './screen.ts'

/** How many of an instance's calls, each of a second and an address, extraction lets through. */
async function passed(calls: readonly [at: number, address: string][]): Promise<number> {
  let count = 0
  const runs = {
    flowRun() {},
    candidateRun(run: { count: number }) {
      count += run.count
    },
  }
  const extractor = new Extractor(screenOf(['instance-session']), new IndicatorsBuilder().build(), runs)
  const decoder = new Decoder(extractor, { context: {} })
  const actor = roleSession('web', 'i-0a1b2c3d4e5f60061')
  const lines = calls.map(([at, address]) =>
    JSON.stringify(callRecord('s3.amazonaws.com', 'GetObject', { actor, address, at })),
  )
  decoder.write(Buffer.from(lines.join('\n')))
  await decoder.end()
  extractor.flush()
  return count
}

test("of an instance's calls from one address in one hour, only the first and its equals are read whole", async () => {
  assert.equal(await passed([10, 10, 11, 12, 600, 3_000].map((at) => [at, HOME_ADDRESS])), 2)
  assert.equal(await passed([10, 20, 3_610, 3_620].map((at) => [at, HOME_ADDRESS])), 2)
  assert.equal(await passed([10, 20, 30, 40].map((at) => [at, at % 20 === 0 ? HOME_ADDRESS : '52.95.10.10'])), 2)
  assert.equal(await passed([30, 40, 10, 20].map((at) => [at, HOME_ADDRESS])), 1)
})
