import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { cloudtrailLogs } from '../generate/cloudtrail.ts'
import { dnsLogs } from '../generate/dns.ts'
import { flowLogs } from '../generate/flow-logs.ts'
import { addressList } from '../generate/lists.ts'
import { storeLogSet, uncompressedText } from '../generate/store-log-set.ts'
import { measure } from '../measure.ts'
import { grepcidr, gzip, isInstalled, jq, jsonParseLoop, readlineSplit } from './baseline.ts'

const directory = mkdtempSync(join(tmpdir(), 'picket-bench-'))
after(() => rmSync(directory, { recursive: true }))

/** What a program of ours says it counted. */
const saidBy = (program: string, args: readonly string[]) => {
  const path = new URL(`./${program}`, import.meta.url).pathname
  return Number(spawnSync(process.execPath, [path, ...args]).stdout)
}

test('the parse loop reads every record, of documents and of lines', async () => {
  for (const set of [
    { ...cloudtrailLogs(250), recordsPerFile: 100 },
    { ...dnsLogs(250), recordsPerFile: 100 },
  ]) {
    const logs = await storeLogSet(set, directory)
    assert.equal(saidBy('json-parse-loop.ts', logs.files), 250)
  }
})

test('the readline loop finds the listed remotes', async () => {
  const logs = await storeLogSet(flowLogs(3_000, 'v2'), directory)
  assert.equal(saidBy('readline-split.ts', [addressList(5_000, directory), ...logs.files]), 2)
})

test('a slow program is given a tenth of the files', async () => {
  const logs = await storeLogSet({ ...dnsLogs(2_000), recordsPerFile: 100 }, directory)
  const { command, share } = jq(logs, '.query_name')
  assert.equal(share, 0.1)
  assert.deepEqual(command.args, ['.query_name', ...logs.files.slice(0, 2)])
})

test('every baseline that is installed here runs', async () => {
  const flow = await storeLogSet(flowLogs(2_000, 'v2'), directory)
  const queries = await storeLogSet(dnsLogs(500), directory)
  const list = addressList(5_000, directory)
  const text = await uncompressedText(flow)
  const all = [
    gzip(flow),
    readlineSplit(flow, list),
    grepcidr(text, list),
    jsonParseLoop(queries),
    jq(queries, '.query_name'),
  ]
  const present = all.filter(({ needs }) => needs === undefined || isInstalled(needs))
  assert.ok(present.length >= 3)
  for (const { command } of present) assert.ok((await measure(command)).cpuSeconds < 60)
})
