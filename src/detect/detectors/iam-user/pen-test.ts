import {
  type PentestSystem,
  type pentestNeedles,
  pentestSystemOf,
  pentestSystems,
} from '../../../model/pentest-user-agents.ts'
import { apiCallAction, bucketsOf, callSignal, isOwnCall } from '../../api-call.ts'
import type { Detector } from '../../detector.ts'
import { match } from '../../kit/match.ts'
import { callRecord, objectCallRecord } from '../../records/cloudtrail-record.ts'

const AGENTS: Readonly<
  Record<PentestSystem, { needle: (typeof pentestNeedles)[number]; agent: string; twin: string }>
> = {
  KaliLinux: {
    needle: 'kali',
    agent: 'aws-cli/2.22.1 md/awscrt#0.22.0 ua/2.0 os/linux#6.12.13-cloud-amd64 md/arch#x86_64 md/distrib#kali.2025',
    twin: 'kaliber-app/1.2',
  },
  ParrotLinux: {
    needle: 'parrot',
    agent: 'aws-cli/1.29.10 Python/3.11.2 Linux/6.5.0-13parrot1-amd64 botocore/1.31.10',
    twin: 'parrotfish-sync/3.0',
  },
  PentooLinux: {
    needle: 'pentoo',
    agent: 'Boto3/1.34.2 md/Botocore#1.34.2 os/linux#6.6.8-pentoo md/distrib#gentoo.pentoo',
    twin: 'pentools/0.9',
  },
}

/**
 * An API call from a machine that runs a distribution made for breaking in, told by the user agent that its SDK sends.
 * Failed calls count. Misses: every tool that sends another user agent.
 */
export default (Object.keys(pentestSystems) as PentestSystem[]).flatMap((system) => [
  managementCalls(system),
  dataCalls(system),
])

function managementCalls(system: PentestSystem): Detector {
  const { needle, agent, twin } = AGENTS[system]
  return match({
    type: `PenTest:IAMUser/${system}`,
    on: 'cloudtrail',
    select: [`agent:${needle}`],
    when: (call) => call.category === 'Management' && isOwnCall(call) && pentestSystemOf(call.userAgent) === system,
    signal: (call) => ({
      ...callSignal(call),
      resource: { kind: 'accessKey', call },
      action: apiCallAction(call),
      apiCall: call.name,
      reason: `the user agent names ${pentestSystems[system]}: ${call.userAgent.slice(0, 120)}`,
    }),
    vectors: [
      {
        name: 'a user calls from such a machine',
        records: [callRecord('iam.amazonaws.com', 'GetUser', { userAgent: agent })],
        finds: 1,
        severity: 5,
      },
      {
        name: 'a denied call counts as well',
        records: [callRecord('iam.amazonaws.com', 'GetUser', { userAgent: agent, errorCode: 'AccessDenied' })],
        finds: 1,
      },
      {
        name: 'a product with a like name',
        records: [callRecord('iam.amazonaws.com', 'GetUser', { userAgent: twin })],
        finds: 0,
      },
      {
        name: 'an application that calls itself so',
        records: [callRecord('iam.amazonaws.com', 'GetUser', { userAgent: `aws-sdk-go-v2/1.30 app/${needle}` })],
        finds: 0,
      },
      {
        name: 'an S3 data event is another type',
        records: [objectCallRecord('GetObject', 'reports', { userAgent: agent })],
        finds: 0,
      },
    ],
  })
}

function dataCalls(system: PentestSystem): Detector {
  const { needle, agent, twin } = AGENTS[system]
  return match({
    type: `PenTest:S3/${system}`,
    on: 'cloudtrail',
    select: [`agent:${needle}`],
    when: (call) =>
      call.category === 'Data' &&
      call.service === 's3.amazonaws.com' &&
      isOwnCall(call) &&
      pentestSystemOf(call.userAgent) === system,
    signal: (call) => ({
      ...callSignal(call),
      resource: { kind: 'bucket', call, buckets: bucketsOf(call) },
      action: apiCallAction(call, bucketResource(bucketsOf(call))),
      reason: `the user agent names ${pentestSystems[system]}: ${call.userAgent.slice(0, 120)}`,
    }),
    vectors: [
      {
        name: 'an object is read from such a machine',
        records: [objectCallRecord('GetObject', 'reports', { userAgent: agent })],
        finds: 1,
        severity: 5,
      },
      {
        name: 'a product with a like name',
        records: [objectCallRecord('GetObject', 'reports', { userAgent: twin })],
        finds: 0,
      },
      {
        name: 'a management event is another type',
        records: [callRecord('s3.amazonaws.com', 'ListBuckets', { userAgent: agent })],
        finds: 0,
      },
    ],
  })
}

function bucketResource([bucket]: string[]): Record<string, string> {
  return bucket === undefined ? {} : { 'AWS::S3::Bucket': bucket }
}
