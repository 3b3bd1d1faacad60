import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { it } from 'node:test'
import { s3ApiGroup } from './s3-api-groups.ts'

const support = new URL('../../../shared/reference/finding-types-support.json', import.meta.url)
const skip = existsSync(support) ? false : 'the reference is not beside the repository'

it('listing looks around, reading carries away, writing changes', () => {
  assert.equal(s3ApiGroup('ListObjects'), 'Discovery')
  assert.equal(s3ApiGroup('GetObject'), 'Exfiltration')
  assert.equal(s3ApiGroup('DeleteObjects'), 'Impact')
})

it('a copy counts as reading its source', () => {
  assert.equal(s3ApiGroup('CopyObject'), 'Exfiltration')
  assert.equal(s3ApiGroup('UploadPartCopy'), 'Exfiltration')
})

it('bucket settings and unknown names belong to no group', () => {
  for (const name of ['PutBucketPolicy', 'ListBuckets', 'getobject', '', 'constructor']) {
    assert.equal(s3ApiGroup(name), undefined)
  }
})

it('every name of the reference is in its group', { skip }, () => {
  const { s3ApiGroups: groups } = JSON.parse(readFileSync(support, 'utf8'))
  for (const group of ['Discovery', 'Exfiltration', 'Impact']) {
    for (const name of [...groups[group].documented, ...groups[group].extended]) {
      assert.equal(s3ApiGroup(name.split(' ')[0]), group, name)
    }
  }
})
