import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { gunzipSync } from 'node:zlib'
import { detectors } from '../../src/detect/detectors/index.ts'
import { replayObjects } from './replay.ts'

const DATA = new URL('../../../shared/data/', import.meta.url)

/** Recordings of real traffic, with the types that what is known of them calls for: all of these families, no others. */
const RECORDINGS: readonly { folder: string; family: RegExp; expected: string[] }[] = [
  { folder: 'dev-dns-tunnel', family: /DNSDataExfiltration/, expected: ['Trojan:EC2/DNSDataExfiltration'] },
  { folder: 'dev-dns-benign', family: /EC2/, expected: [] },
  { folder: 'dev-dns-wrccdc', family: /EC2/, expected: [] },
  {
    folder: 'dev-cloudtrail-otrf-s3-exfil',
    family: /./,
    expected: ['UnauthorizedAccess:IAMUser/InstanceCredentialExfiltration.OutsideAWS'],
  },
  { folder: 'dev-cloudtrail-opensearch-benign', family: /./, expected: [] },
]

for (const { folder, family, expected } of RECORDINGS) {
  const at = new URL(`${folder}/`, DATA)
  const skip = existsSync(at) ? false : `the recordings of ${folder} are not here`
  test(`${folder}: ${expected.length === 0 ? 'silence' : expected.join(', ')}`, { skip }, async () => {
    for (const file of readdirSync(at).filter((name) => name.endsWith('.gz'))) {
      const { findings } = await replayObjects([gunzipSync(readFileSync(new URL(file, at)))], detectors)
      const types = findings.map(({ type }) => type).filter((type) => family.test(type))
      assert.deepEqual([...new Set(types)], expected, file)
    }
  })
}
