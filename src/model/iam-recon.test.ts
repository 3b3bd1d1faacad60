import assert from 'node:assert/strict'
import { it } from 'node:test'
import { isReconApi } from './iam-recon.ts'

const iam = 'iam.amazonaws.com'

it('listing and describing looks around', () => {
  assert.ok(isReconApi('ec2.amazonaws.com', 'DescribeInstances', true))
  assert.ok(isReconApi('s3.amazonaws.com', 'ListBuckets', undefined))
})

it('so do the reads that tell who may do what', () => {
  assert.ok(isReconApi(iam, 'GetAccountAuthorizationDetails', true))
  assert.ok(isReconApi('cloudtrail.amazonaws.com', 'LookupEvents', true))
  assert.ok(isReconApi('s3.amazonaws.com', 'GetBucketPolicy', true))
})

it('other calls are access, not reconnaissance', () => {
  for (const [service, name] of [
    [iam, 'GetUser'],
    ['signin.amazonaws.com', 'ConsoleLogin'],
    ['ec2.amazonaws.com', 'RunInstances'],
    ['sts.amazonaws.com', 'GetCallerIdentity'],
  ] as const) {
    assert.equal(isReconApi(service, name, true), false, name)
  }
})

it('a name that only begins alike is not a listing', () => {
  assert.equal(isReconApi('x.amazonaws.com', 'Listen', undefined), false)
  assert.equal(isReconApi('x.amazonaws.com', 'GetBucketPolicy', true), false)
})

it('a call that writes never only looks around', () => {
  assert.equal(isReconApi('x.amazonaws.com', 'ListAndDelete', false), false)
})
