import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, test } from 'node:test'
import { gunzipSync } from 'node:zlib'
import { listedAddress, ordinaryAddress } from './addresses.ts'
import { cloudtrailLogs } from './cloudtrail.ts'
import { dnsLogs } from './dns.ts'
import { flowLogs } from './flow-logs.ts'
import { kubernetesLogs } from './kubernetes.ts'
import { addressList, nameList } from './lists.ts'
import type { LogSet } from './log-set.ts'
import { storeLogSet, uncompressedText } from './store-log-set.ts'

const directory = mkdtempSync(join(tmpdir(), 'picket-bench-'))
after(() => rmSync(directory, { recursive: true }))

const textOf = (set: LogSet, file = 0, records = set.records) => [...set.pieces(file, records)].join('')
const linesOf = (set: LogSet) => textOf(set).trimEnd().split('\n')
const linesAsJson = (set: LogSet) => linesOf(set).map((line) => JSON.parse(line) as Record<string, unknown>)

const SETS: [name: string, make: (records: number) => LogSet, leastBytes: number, mostBytes: number][] = [
  ['flow logs', (records) => flowLogs(records, 'v2'), 105, 125],
  ['CloudTrail', cloudtrailLogs, 1_200, 1_800],
  ['DNS', dnsLogs, 320, 480],
  ['Kubernetes', kubernetesLogs, 750, 1_500],
]

for (const [name, make, leastBytes, mostBytes] of SETS) {
  describe(name, () => {
    test('the same numbers give the same bytes, other files give others', () => {
      const hash = (file: number) =>
        createHash('sha256')
          .update(textOf(make(500), file))
          .digest('hex')
      assert.equal(hash(3), hash(3))
      assert.notEqual(hash(3), hash(4))
    })

    test('records are about as long as real ones', () => {
      const mean = textOf(make(3_000)).length / 3_000
      assert.ok(mean > leastBytes && mean < mostBytes, `${mean} bytes`)
    })
  })
}

test('flow logs have as many lines as asked, under the header of their format', () => {
  for (const [format, fields] of [
    ['v2', 14],
    ['v5', 25],
  ] as const) {
    const [header, ...lines] = linesOf(flowLogs(2_000, format))
    assert.ok(header?.startsWith('version account-id interface-id'))
    assert.equal(lines.length, 2_000)
    assert.ok([header, ...lines].every((line) => line?.split(' ').length === fields))
  }
})

test('flow logs mix directions and refusals as described', () => {
  const rows = linesOf(flowLogs(20_000, 'v2'))
    .slice(1)
    .map((line) => line.split(' '))
  const share = (is: (row: string[]) => boolean) => rows.filter(is).length / rows.length
  const inside = (address: string | undefined) => address?.startsWith('10.') === true
  assert.ok(share((row) => inside(row[3]) && inside(row[4])) > 0.1)
  assert.ok(share((row) => !inside(row[3])) > 0.38)
  assert.ok(share((row) => row[12] === 'REJECT') > 0.01)
  assert.ok(share((row) => row[12] === 'REJECT') < 0.04)
})

test('every file of a few hundred records holds something listed, and only what was put there', () => {
  const addresses = new Set(readFileSync(addressList(5_000, directory), 'utf8').split('\n'))
  const names = new Set(readFileSync(nameList(5_000, directory), 'utf8').split('\n'))
  const rows = linesOf(flowLogs(3_000, 'v2')).map((line) => line.split(' '))
  const flowHits = rows.filter((row) => addresses.has(row[3] ?? '') || addresses.has(row[4] ?? ''))
  assert.equal(flowHits.length, 2)
  const calls = (JSON.parse(textOf(cloudtrailLogs(500))) as { Records: { sourceIPAddress: string }[] }).Records
  assert.equal(calls.length, 500)
  assert.equal(calls.filter((call) => addresses.has(call.sourceIPAddress)).length, 1)
  assert.equal(linesAsJson(dnsLogs(500)).filter((one) => names.has(String(one['query_name']).slice(0, -1))).length, 1)
  const asked = linesAsJson(kubernetesLogs(1_000)).filter((one) => addresses.has(String(one['sourceIPs'])))
  assert.equal(new Set(asked.map((one) => one['auditID'])).size, 1)
})

test('ordinary remotes never are listed ones', () => {
  const listed = new Set(Array.from({ length: 20_000 }, (_, index) => listedAddress(index)))
  for (let rank = 0; rank < 20_000; rank += 1) assert.ok(!listed.has(ordinaryAddress(rank)))
})

test('CloudTrail names many events, DNS many names, Kubernetes ends every request', () => {
  const calls = (JSON.parse(textOf(cloudtrailLogs(3_000))) as { Records: { eventName: string }[] }).Records
  assert.ok(new Set(calls.map((call) => call.eventName)).size >= 40)
  assert.ok(new Set(linesAsJson(dnsLogs(3_000)).map((one) => one['query_name'])).size > 1_000)
  const events = linesAsJson(kubernetesLogs(3_000))
  const begun = events.filter((one) => one['stage'] === 'RequestReceived').length
  const ended = events.filter((one) => one['stage'] === 'ResponseComplete').length
  assert.ok(Math.abs(begun - ended) <= 1)
})

test('lists have as many different entries as asked', () => {
  for (const list of [addressList(10_000, directory), nameList(10_000, directory)]) {
    assert.equal(new Set(readFileSync(list, 'utf8').trimEnd().split('\n')).size, 10_000)
  }
})

test('stored logs hold what was made, and are used again as they are', async () => {
  const set = { ...dnsLogs(250), recordsPerFile: 100 }
  const stored = await storeLogSet(set, directory)
  const texts = stored.files.map((file) => gunzipSync(readFileSync(file)).toString())
  assert.deepEqual(texts, [textOf(set, 0, 100), textOf(set, 1, 100), textOf(set, 2, 50)])
  assert.equal(stored.textBytes, Buffer.byteLength(texts.join('')))
  assert.equal(readFileSync(await uncompressedText(stored), 'utf8'), texts.join(''))
  const first = stored.files[0] ?? ''
  const written = statSync(first).mtimeMs
  const again = await storeLogSet(set, directory)
  assert.deepEqual(again.files, stored.files)
  assert.equal(statSync(first).mtimeMs, written)
})

test('stored logs are made anew when a file is missing or was cut otherwise', async () => {
  const stored = await storeLogSet({ ...dnsLogs(120), recordsPerFile: 60 }, directory)
  rmSync(stored.files[1] ?? '')
  const mended = await storeLogSet({ ...dnsLogs(120), recordsPerFile: 60 }, directory)
  assert.equal(
    gunzipSync(readFileSync(mended.files[1] ?? ''))
      .toString()
      .split('\n').length,
    61,
  )
  const other = await storeLogSet({ ...dnsLogs(120), recordsPerFile: 40 }, directory)
  assert.equal(other.files.length, 3)
})
