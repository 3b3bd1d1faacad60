import assert from 'node:assert/strict'
import { execFile, execFileSync } from 'node:child_process'
import { test } from 'node:test'
import { promisify } from 'node:util'
import { ALICE, boot, credentialsOf, REGION } from './boot.ts'

const run = promisify(execFile)
const { service } = await boot()
const { accessKeyId, secretAccessKey } = credentialsOf(ALICE)
const environment = {
  ...process.env,
  AWS_ACCESS_KEY_ID: accessKeyId,
  AWS_SECRET_ACCESS_KEY: secretAccessKey,
  AWS_DEFAULT_REGION: REGION,
  AWS_ENDPOINT_URL: service.url,
  AWS_EC2_METADATA_DISABLED: 'true',
  AWS_MAX_ATTEMPTS: '1',
}

function isThere(command: string, ...args: string[]): boolean {
  try {
    execFileSync(command, args, { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

const skipCli = isThere('aws', '--version') ? false : 'the AWS CLI is not installed'
const skipBoto = isThere('python3', '-c', 'import boto3') ? false : 'boto3 is not installed'

async function aws(...args: string[]): Promise<Record<string, never>> {
  const { stdout } = await run('aws', ['guardduty', ...args, '--output', 'json'], { env: environment })
  return stdout.trim() === '' ? {} : JSON.parse(stdout)
}

test('the AWS CLI makes a detector, samples, and reads them by criteria', { skip: skipCli }, async () => {
  const { DetectorId: id } = await aws('create-detector', '--enable', '--tags', 'team=blue')
  assert.deepEqual((await aws('list-detectors'))['DetectorIds'], [id])
  await aws('create-sample-findings', '--detector-id', id)
  const criteria = JSON.stringify({ Criterion: { severity: { Gte: 8 } } })
  const { FindingIds } = await aws('list-findings', '--detector-id', id, '--finding-criteria', criteria)
  assert.equal((FindingIds as string[]).length, 51)
  const arn = `arn:aws:guardduty:${REGION}:${ALICE}:detector/${id}`
  assert.deepEqual(await aws('list-tags-for-resource', '--resource-arn', arn), { Tags: { team: 'blue' } })
  await aws('tag-resource', '--resource-arn', arn, '--tags', 'a=b')
  await aws('delete-detector', '--detector-id', id)
  await assert.rejects(aws('get-detector', '--detector-id', id), /is not owned by the current account/)
})

const SCRIPT = `
import boto3
g = boto3.client('guardduty')
d = g.create_detector(Enable=True)['DetectorId']
g.create_sample_findings(DetectorId=d, FindingTypes=['Recon:EC2/Portscan', 'Trojan:EC2/DropPoint!DNS'])
ids = [i for page in g.get_paginator('list_findings').paginate(DetectorId=d) for i in page['FindingIds']]
print(len(g.get_findings(DetectorId=d, FindingIds=ids)['Findings']))
print(g.get_findings_statistics(DetectorId=d, FindingStatisticTypes=['COUNT_BY_SEVERITY'])['FindingStatistics'])
f = g.create_filter(DetectorId=d, Name='quiet', FindingCriteria={'Criterion': {'severity': {'Eq': ['8']}, 'service.archived': {'Eq': ['false']}}})
print(g.get_filter(DetectorId=d, FilterName=f['Name'])['Rank'], g.get_master_account(DetectorId=d).get('Master'))
g.delete_detector(DetectorId=d)
`

test('boto3 does the same', { skip: skipBoto }, async () => {
  const { stdout } = await run('python3', ['-c', SCRIPT], { env: environment })
  assert.deepEqual(stdout.trim().split('\n'), ['2', "{'CountBySeverity': {'5.0': 2}}", '1 None'])
})
