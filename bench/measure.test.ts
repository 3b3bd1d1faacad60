import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { test } from 'node:test'
import { childSeconds, measure } from './measure.ts'

const BURN =
  'const used = () => process.cpuUsage().user + process.cpuUsage().system; const until = used() + 200_000; while (used() < until);'

test('time of every process of a pipeline is counted', async () => {
  const one = await measure({ script: '"$1" -e "$2"', args: [process.execPath, BURN] })
  const three = await measure({
    script: '"$1" -e "$2" | "$1" -e "$2" | "$1" -e "$2"',
    args: [process.execPath, BURN],
  })
  assert.ok(one.cpuSeconds >= 0.2, `${one.cpuSeconds} s`)
  assert.ok(three.cpuSeconds >= 0.6, `${three.cpuSeconds} s`)
})

test('time of threads is counted', async () => {
  const threads = `
    import { Worker } from 'node:worker_threads'
    const burn = 'const until = performance.now() + 5000; const used = () => process.threadCpuUsage().user + process.threadCpuUsage().system; while (used() < 200_000 && performance.now() < until);'
    for (let i = 0; i < 2; i++) new Worker(burn, { eval: true })`
  const { cpuSeconds } = await measure({
    script: '"$1" --input-type=module -e "$2"',
    args: [process.execPath, threads],
  })
  assert.ok(cpuSeconds >= 0.4, `${cpuSeconds} s`)
})

test('peak memory is that of the program, also after it let go of it', {
  skip: !existsSync('/proc/self/status') && 'no /proc',
}, async () => {
  const hold = 'let held = Buffer.alloc(200e6, 1); held = undefined; setTimeout(() => {}, 300)'
  const { peakBytes = 0 } = await measure({ script: '"$1" -e "$2"', args: [process.execPath, hold] })
  assert.ok(peakBytes > 200e6 && peakBytes < 500e6, `${peakBytes} bytes`)
})

test('a program that fails is told in its own words, unless its status is one of success', async () => {
  await assert.rejects(measure({ script: 'echo no such list >&2; exit 3', args: [] }), /status 3: no such list/)
  await assert.rejects(measure({ script: '(exit 3)', args: [] }), /status 3/)
  const { cpuSeconds } = await measure({ script: '(exit 1)', args: [], worked: [0, 1] })
  assert.ok(cpuSeconds < 1)
})

test('the shell writes its times as minutes and seconds, with any number of digits', () => {
  assert.equal(childSeconds('0m0.00s 0m0.00s\n1m2.50s 0m0.25s\n'), 62.75)
  assert.equal(childSeconds('0m0.000000s 0m0.000000s\n0m0.500000s 2m0.000000s\n'), 120.5)
  assert.equal(childSeconds('nothing of the kind'), undefined)
})
