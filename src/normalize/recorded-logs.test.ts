import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import { gunzipSync } from 'node:zlib'
import { eventFrom } from './event-from.ts'
import { decodeJson } from './json-recorder.ts'

const data = new URL('../../../shared/data/', import.meta.url)
const STRATUS_EVENTS = 153

/** What becomes of a folder's records: events and refusals, by source or reason. */
function outcomes(folder: string, file = /\.jsonl\.gz$/): Record<string, number> {
  const counts: Record<string, number> = {}
  const count = (what: string) => {
    counts[what] = (counts[what] ?? 0) + 1
  }
  for (const name of readdirSync(new URL(`${folder}/`, data)).filter((one) => file.test(one))) {
    const { records, reasons } = decodeJson(gunzipSync(readFileSync(new URL(`${folder}/${name}`, data))))
    for (const reason of reasons) count(reason)
    for (const { source, text, context } of records) {
      const event = eventFrom(source, Buffer.from(text), context)
      count('reason' in event ? (event.detail === 'stage RequestReceived' ? event.detail : event.reason) : source)
    }
  }
  return counts
}

describe('recorded logs are read whole', () => {
  const expected: [string, Record<string, number>, RegExp?][] = [
    ['dev-cloudtrail-opensearch-benign', { cloudtrail: 840 }],
    ['dev-cloudtrail-otrf-s3-exfil', { cloudtrail: 103 }],
    ['dev-cloudtrail-sans504-benign', { cloudtrail: 19_018 }],
    ['dev-cloudtrail-stratus', { cloudtrail: STRATUS_EVENTS }],
    ['dev-dns-benign', { dns: 14_863 + 14_861 + 14_839 }],
    ['dev-dns-dga-traffic', { dns: 9449 }],
    ['dev-dns-tunnel', { dns: 4774 + 9089 }],
    ['dev-dns-wrccdc', { dns: 49_767 }],
    ['dev-k8s-audit', { kubernetes: 141, 'stage RequestReceived': 0 }, /minikube-PostScripton\.jsonl/],
    ['dev-k8s-audit', { kubernetes: 2268, 'stage RequestReceived': 0 }, /minikube-Factotum8\.jsonl/],
    ['dev-k8s-audit', { kubernetes: 85, 'stage RequestReceived': 0 }, /minikube-vladimir.*\.jsonl/],
    ['dev-k8s-audit', { kubernetes: 25 + 37 }, /^(falco|audit2rbac).*\.jsonl/],
  ]
  for (const [folder, counts, file] of expected) {
    it(`${folder} ${file?.source ?? ''}`, { skip: missing(folder) }, () => {
      const found = outcomes(folder, file)
      if (!('stage RequestReceived' in counts)) assert.deepEqual(found, counts)
      else {
        // Every request has its receipt and its answer in the log; both are records of it.
        const { kubernetes, 'stage RequestReceived': received, ...others } = found
        assert.equal(kubernetes + received, counts['kubernetes'])
        assert.deepEqual(others, {})
      }
    })
  }

  it('of rule tests whose records are under `event`, and partly no records at all', {
    skip: missing('dev-panther-rule-tests'),
  }, () => {
    const of = (name: string) => outcomes('dev-panther-rule-tests', new RegExp(`^${name}\\.jsonl`))
    // Refused are those without the name, source or time of an event, or with a redacted time.
    assert.deepEqual(of('AWS.CloudTrail'), {
      cloudtrail: 233,
      'unknown-format': 10,
      'missing-field': 10,
      'invalid-time': 1,
    })
    // The others are of other products.
    assert.deepEqual(of('AWS.VPCDns'), { dns: 13, 'unknown-format': 8 })
    // Most have neither audit ID nor time.
    assert.deepEqual(of('Amazon.EKS.Audit'), { kubernetes: 14, 'unknown-format': 98, 'missing-field': 9 })
    assert.deepEqual(of('AWS.GuardDuty'), { 'unknown-format': 4 })
    assert.deepEqual(of('AWS.S3ServerAccess'), { 'unknown-format': 7 })
  })
})

function missing(folder: string): string | false {
  return existsSync(new URL(folder, data)) ? false : `${folder} is absent`
}
