import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { SignedClient } from '../../src/cli/signed-client.ts'

const ACCOUNT = '111111111111'
const credentials = { id: 'AKIAEXAMPLE000000001', secret: 'a secret for tests, forty characters long' }
const REGION = 'eu-west-1'
const folder = mkdtempSync(join(tmpdir(), 'picket-kill-'))
let running: ChildProcess | undefined
after(() => {
  running?.kill('SIGKILL')
  rmSync(folder, { recursive: true, force: true })
})
writeFileSync(
  join(folder, 'picket.yaml'),
  JSON.stringify({
    listen: '127.0.0.1:0',
    dataDir: join(folder, 'data'),
    logLevel: 'fatal',
    accounts: [{ id: ACCOUNT, keys: [{ ...credentials, access: 'full' }] }],
  }),
)

/** Starts the command as a user does; answers a client of it once it listens. */
async function start(): Promise<SignedClient> {
  const main = new URL('../../src/cli/main.ts', import.meta.url).pathname
  const child = spawn(process.execPath, [main, 'serve', '--config', join(folder, 'picket.yaml')], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  running = child
  for await (const chunk of child.stdout) {
    const url = /http:\/\/[\d.]+:\d+/.exec(String(chunk))?.[0]
    if (url !== undefined) return new SignedClient(url, REGION, credentials)
  }
  throw new Error('the service ended before it listened')
}

async function kill(): Promise<void> {
  const child = running
  if (child === undefined) return
  const ended = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGKILL')
  await ended
}

function stopLogging(n: number): Buffer {
  const record = {
    eventVersion: '1.08',
    eventID: `event-${n}`,
    eventTime: new Date(Date.UTC(2026, 2, 2, 10, n)).toISOString().replace('.000', ''),
    eventType: 'AwsApiCall',
    eventCategory: 'Management',
    eventSource: 'cloudtrail.amazonaws.com',
    eventName: 'StopLogging',
    awsRegion: REGION,
    sourceIPAddress: '8.8.8.8',
    userAgent: 'aws-cli/2',
    recipientAccountId: ACCOUNT,
    userIdentity: { type: 'IAMUser', principalId: 'AIDAEXAMPLE0000000001', accountId: ACCOUNT, userName: 'eve' },
    requestParameters: { name: 'main' },
  }
  return Buffer.from(JSON.stringify({ Records: [record] }))
}

test('killed again and again, the service loses no accepted record and counts none twice', async () => {
  let client = await start()
  const { detectorId } = await client.call<{ detectorId: string }>('POST', '/detector', { enable: true })
  await client.call('POST', `/detector/${detectorId}/filter`, {
    name: 'kept',
    findingCriteria: { criterion: { severity: { gte: 1 } } },
  })
  const deliveries = 12
  for (let n = 0; n < deliveries; n++) {
    assert.equal((await client.send('POST', '/ingest/v1/records', stopLogging(n))).status, 200)
    if (n % 3 !== 2) continue
    await kill()
    client = await start()
    // A client that heard no answer sends again.
    assert.equal((await client.send('POST', '/ingest/v1/records', stopLogging(n))).status, 200)
  }
  for (;;) {
    const { waiting } = await client.call<{ waiting: { objects: number } }>('GET', '/picket/v1/pipeline')
    if (waiting.objects === 0) break
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  const { findingIds } = await client.call<{ findingIds: string[] }>('POST', `/detector/${detectorId}/findings`, {})
  const { findings } = await client.call<{ findings: { service: { count: number } }[] }>(
    'POST',
    `/detector/${detectorId}/findings/get`,
    { findingIds },
  )
  assert.deepEqual(
    findings.map(({ service }) => service.count),
    [deliveries],
  )
  const { filterNames } = await client.call<{ filterNames: string[] }>('GET', `/detector/${detectorId}/filter`)
  assert.deepEqual(filterNames, ['kept'])
  const { usageStatistics } = await client.call<{ usageStatistics: object }>(
    'POST',
    `/detector/${detectorId}/usage/statistics`,
    { usageStatisticsType: 'SUM_BY_ACCOUNT', usageCriteria: { dataSources: ['CLOUD_TRAIL'] } },
  )
  assert.match(JSON.stringify(usageStatistics), /"amount":"0.000048"/)
})
