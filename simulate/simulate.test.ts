import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, test } from 'node:test'
import { gunzipSync } from 'node:zlib'
import { type SimulateOptions, type Summary, simulate } from './simulate.ts'

const SMALL = { people: 6, instances: 12 }

const directories: string[] = []
after(() => Promise.all(directories.map((directory) => rm(directory, { recursive: true }))))

async function simulated(options: Omit<SimulateOptions, 'out'> = {}): Promise<Summary> {
  const out = await mkdtemp(join(tmpdir(), 'picket-simulate-'))
  directories.push(out)
  return await simulate({ out, ...SMALL, ...options })
}

let usual: Promise<Summary> | undefined

/** A simulation with all attacks, made once. */
function usualSimulation(): Promise<Summary> {
  usual ??= simulated()
  return usual
}

async function filesOf(out: string): Promise<string[]> {
  const entries = await readdir(out, { recursive: true, withFileTypes: true })
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(out.length + 1))
  return files.sort()
}

async function fingerprint(out: string): Promise<string> {
  const hash = createHash('sha256')
  for (const file of await filesOf(out)) hash.update(file).update(await readFile(join(out, file)))
  return hash.digest('hex')
}

async function logText(out: string): Promise<string> {
  const logs = (await filesOf(out)).filter((file) => file.startsWith('AWSLogs/'))
  return (await Promise.all(logs.map(async (file) => gunzipSync(await readFile(join(out, file))).toString()))).join(
    '\n',
  )
}

async function truthOf({ out }: Summary) {
  return JSON.parse(await readFile(join(out, 'truth.json'), 'utf8')) as {
    lists: { file: string; option: string }[]
    expected: { type: string; resource: string; attack: string; firstSeen: string; lastSeen: string; records: number }[]
    records: Record<string, number>
  }
}

describe('a simulation', () => {
  test('is the same, byte for byte, for the same seed, and another one for another seed', async () => {
    const [one, again, other] = [
      await simulated({ seed: 7 }),
      await simulated({ seed: 7 }),
      await simulated({ seed: 8 }),
    ]
    assert.equal(await fingerprint(one.out), await fingerprint(again.out))
    assert.notEqual(await fingerprint(one.out), await fingerprint(other.out))
  })

  test('writes log objects that are well formed, and counts their records', async () => {
    const summary = await usualSimulation()
    const counted = { cloudtrail: 0, flow: 0, dns: 0, kubernetes: 0 }
    const logs = (await filesOf(summary.out)).filter((file) => file.startsWith('AWSLogs/'))
    for (const file of logs) {
      const text = gunzipSync(await readFile(join(summary.out, file))).toString()
      const lines = text.split('\n').filter((line) => line !== '')
      if (file.includes('/CloudTrail/')) counted.cloudtrail += JSON.parse(text).Records.length
      else if (file.includes('/vpcflowlogs/')) counted.flow += wellFormedFlows(lines, 29)
      else if (file.includes('/vpcdnsquerylogs/'))
        counted.dns += lines.map((line) => JSON.parse(line).query_name).length
      else if (file.includes('/kubernetes/')) counted.kubernetes += lines.map((line) => JSON.parse(line).auditID).length
      else counted.kubernetes += lines.reduce((sum, line) => sum + subscribedEvents(line), 0)
    }
    assert.deepEqual(counted, summary.records)
    assert.equal(logs.length, summary.files)
    for (const count of Object.values(counted)) assert.ok(count > 1_000)
  })

  test('writes flow logs of the default format when asked to', async () => {
    const summary = await simulated({ flowFormat: 'v2', attacks: 'none' })
    const logs = (await filesOf(summary.out)).filter((file) => file.includes('/vpcflowlogs/'))
    for (const file of logs)
      wellFormedFlows(
        gunzipSync(await readFile(join(summary.out, file)))
          .toString()
          .trim()
          .split('\n'),
        14,
      )
  })

  test('without attacks has nothing that is on a list, and expects no finding', async () => {
    const summary = await simulated({ attacks: 'none' })
    const { lists, expected } = await truthOf(summary)
    assert.deepEqual(expected, [])
    const words = namesAndAddresses(await logText(summary.out))
    for (const { file } of lists) {
      for (const indicator of await indicatorsOf(join(summary.out, file))) {
        assert.ok(!words.has(indicator), `${indicator} of ${file}`)
      }
    }
  })

  test('with attacks has every resource that a finding is expected of, within the simulated days', async () => {
    const summary = await simulated({ days: 2 })
    const { lists, expected } = await truthOf(summary)
    const text = await logText(summary.out)
    assert.equal(expected.length, summary.expected)
    const words = namesAndAddresses(text)
    const used = await Promise.all(
      lists.map(async ({ file }) =>
        (await indicatorsOf(join(summary.out, file))).some((indicator) => words.has(indicator)),
      ),
    )
    assert.ok(used.filter(Boolean).length >= 6)
    for (const finding of expected) {
      assert.ok(text.includes(finding.resource), `${finding.resource} of ${finding.type}`)
      assert.ok(finding.records > 0)
      assert.ok(
        finding.firstSeen >= '2026-03-02T00:00:00Z' && finding.lastSeen < '2026-03-04T00:00:00Z',
        finding.attack,
      )
      assert.ok(finding.firstSeen <= finding.lastSeen)
    }
  })

  test('of one attack expects what that attack does at the same instant as all of them together', async () => {
    const [alone, together] = await Promise.all([simulated({ attacks: ['c2-beacon'] }), usualSimulation()])
    const isBeacon = ({ attack }: { attack: string }) => attack === 'c2-beacon'
    assert.deepEqual((await truthOf(alone)).expected, (await truthOf(together)).expected.filter(isBeacon))
  })

  test('refuses an unknown attack, a size it cannot make, and a directory with something in it', async () => {
    await assert.rejects(simulated({ attacks: ['time-travel'] }), /no attack is called time-travel/)
    await assert.rejects(simulated({ instances: 3 }), /instances must be/)
    await assert.rejects(simulated({ start: 'yesterday' }), /ISO 8601/)
    const { out } = await usualSimulation()
    await assert.rejects(simulate({ out }), /is not empty/)
  })
})

function wellFormedFlows(lines: readonly string[], columns: number): number {
  const [header = '', ...records] = lines
  assert.equal(header.split(' ').length, columns)
  for (const line of records) assert.equal(line.split(' ').length, columns, line)
  return records.length
}

function subscribedEvents(document: string): number {
  const { messageType, logGroup, logEvents } = JSON.parse(document)
  assert.equal(messageType, 'DATA_MESSAGE')
  assert.equal(logGroup, '/aws/eks/orchard/cluster')
  for (const { message } of logEvents) assert.equal(JSON.parse(message).kind, 'Event')
  return logEvents.length
}

/** Every word of a log, and every parent of each name. */
function namesAndAddresses(text: string): Set<string> {
  const words = new Set(text.split(/[\s",]+/))
  for (const word of [...words].filter((word) => word.endsWith('.example.'))) {
    const labels = word.slice(0, -1).split('.')
    for (let from = 0; from < labels.length; from += 1) words.add(labels.slice(from).join('.'))
  }
  return words
}

async function indicatorsOf(file: string): Promise<string[]> {
  const lines = (await readFile(file, 'utf8')).trim().split('\n')
  return lines.filter((line) => !line.startsWith('#')).map((line) => line.split(/[,:]/)[0] ?? line)
}
