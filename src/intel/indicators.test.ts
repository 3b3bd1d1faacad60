import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Worker } from 'node:worker_threads'
import { type Indicators, IndicatorsBuilder } from './indicators.ts'
import { parseList } from './parse-list.ts'

const list = (text: string) => parseList(Buffer.from(text))

function example(): Indicators {
  const builder = new IndicatorsBuilder()
  builder.add('C2_IP', list('52.1.1.1 zeus\n52.1.0.0/16\n2600:1f18::/32\n52.1.1.1:80 bot'), 'feed')
  builder.add('C2_DOMAIN', list('evil.example zeus\nexample.net'), 'feed')
  builder.add('TRUSTED_IP', list('10.0.0.0/8'), 'ours')
  return builder.build()
}

const ASKED = ['52.1.1.1', '52.1.2.3', '2600:1f18::7', '10.1.1.1', '8.8.8.8']
const NAMES = ['a.evil.example', 'example.net', 'guarddutyc2activityb.com', 'nothing.example.org']

function answersOf({ addresses, names }: Indicators) {
  return {
    addresses: ASKED.map((address) => [addresses.categoriesOf(address), addresses.hits(address, 80)]),
    names: NAMES.map((name) => [names.categoriesOfText(name), names.hits(name)]),
  }
}

test('another thread gives the same answers from the same memory', async () => {
  const indicators = example()
  const program = `
    const { parentPort, workerData } = require('node:worker_threads')
    import(workerData.module).then(({ Indicators }) => {
      const { addresses, names, lists } = Indicators.from(workerData.shared)
      parentPort.postMessage({
        addresses: workerData.asked.map((address) => [addresses.categoriesOf(address), addresses.hits(address, 80)]),
        names: workerData.names.map((name) => [names.categoriesOfText(name), names.hits(name)]),
        lists,
      })
    })`
  const worker = new Worker(program, {
    eval: true,
    workerData: {
      module: new URL('./indicators.ts', import.meta.url).href,
      shared: indicators.share(),
      asked: ASKED,
      names: NAMES,
    },
  })
  const answers = await new Promise((resolve, reject) => worker.once('message', resolve).once('error', reject))
  await worker.terminate()
  assert.deepEqual(answers, { ...answersOf(indicators), lists: indicators.lists })
})

test('every large column is shared, not copied', () => {
  const { addresses, names } = example().share()
  for (const column of [...Object.values(addresses), ...Object.values(names)])
    assert.ok(column.buffer instanceof SharedArrayBuffer)
})

test('one name may stand for lists of several categories', () => {
  const builder = new IndicatorsBuilder()
  builder.add('C2_IP', list('52.1.1.1'), 'feed')
  builder.add('SCANNER_IP', list('52.1.1.1'), 'feed')
  builder.add('C2_IP', list('52.1.1.2'), 'feed')
  const indicators = builder.build()
  assert.deepEqual(
    indicators.addresses.hits('52.1.1.1').map((hit) => [hit.listName, hit.category]),
    [
      ['feed', 'C2_IP'],
      ['feed', 'SCANNER_IP'],
    ],
  )
  assert.deepEqual(
    indicators.lists.filter(({ name }) => name === 'feed').map(({ category, entries }) => [category, entries]),
    [
      ['C2_IP', 2],
      ['SCANNER_IP', 1],
    ],
  )
})

test('the public test names are listed without any list, the most specific one telling', () => {
  const { names } = new IndicatorsBuilder().build()
  const categoryOf = (name: string) => names.hits(name).map((hit) => hit.category)
  assert.deepEqual(categoryOf('guarddutyc2activityb.com'), ['C2_DOMAIN'])
  assert.deepEqual(categoryOf('abused-rep.guarddutyc2activityb.com'), ['REP_ABUSED'])
  assert.deepEqual(categoryOf('xmr.pool.minergate.com'), ['CRYPTO_DOMAIN'])
  assert.deepEqual(categoryOf('minergate.com'), [])
})

test('without any list, no address is on one', () => {
  const { addresses } = new IndicatorsBuilder().build()
  assert.equal(addresses.categoriesOf('52.1.1.1'), 0)
  assert.deepEqual(addresses.hits('2600::1'), [])
})
