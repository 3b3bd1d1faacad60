import type { JsonObject } from '../../src/normalize/event.ts'
import type { Cluster } from '../organisation/cluster.ts'
import type { Instance } from '../organisation/networks.ts'
import type { Random } from '../random.ts'
import { type AuditStage, auditEvent } from './audit-event.ts'
import { type Call, cloudtrailEvent } from './cloudtrail-event.ts'
import { dnsRecord, type NameQuestion } from './dns-record.ts'
import type { LogRecord } from './log-record.ts'

type Given = 'time' | 'accountId' | 'region' | 'service' | 'name' | 'actor' | 'from' | 'userAgent'

/** A CloudTrail record with ids of its own. */
export function apiCall(random: Random, call: Pick<Call, Given> & Partial<Call>): LogRecord {
  const event = cloudtrailEvent({ id: random.uuid(), requestId: random.uuid(), ...call })
  return { source: 'cloudtrail', time: call.time, accountId: call.accountId, region: call.region, event }
}

/** Somebody signs in to the console with a password; `mfa` whether a second factor was used. */
export function consoleLogin(
  random: Random,
  login: Pick<Call, 'time' | 'accountId' | 'actor' | 'from'> & { success?: boolean; mfa?: boolean; region?: string },
): LogRecord {
  const success = login.success ?? true
  return apiCall(random, {
    time: login.time,
    accountId: login.accountId,
    actor: login.actor,
    from: login.from,
    region: login.region ?? 'us-east-1',
    service: 'signin',
    name: 'ConsoleLogin',
    userAgent: 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:133.0) Gecko/20100101 Firefox/133.0',
    readOnly: false,
    eventType: 'AwsConsoleSignIn',
    response: { ConsoleLogin: success ? 'Success' : 'Failure' },
    extra: {
      LoginTo: 'https://console.aws.amazon.com/console/home?hashArgs=%23&isauthcode=true',
      MobileVersion: 'No',
      MFAUsed: login.mfa === false ? 'No' : 'Yes',
    },
    ...(success ? {} : { error: { code: 'Failed authentication', message: 'Failed authentication' } }),
  })
}

/** An object-level call on a bucket. */
export function objectCall(
  random: Random,
  call: Pick<Call, 'time' | 'name' | 'actor' | 'from' | 'userAgent'> & {
    bucket: { name: string; accountId: string; region: string }
    key?: string
    bytes?: number
    error?: NonNullable<Call['error']>
  },
): LogRecord {
  const { bucket, key, bytes, ...rest } = call
  const host = `${bucket.name}.s3.${bucket.region}.amazonaws.com`
  return apiCall(random, {
    ...rest,
    accountId: bucket.accountId,
    region: bucket.region,
    service: 's3',
    category: 'Data',
    request:
      key === undefined
        ? { bucketName: bucket.name, Host: host, 'list-type': '2' }
        : { bucketName: bucket.name, Host: host, key },
    extra: {
      SignatureVersion: 'SigV4',
      CipherSuite: 'TLS_AES_128_GCM_SHA256',
      bytesTransferredIn: call.name === 'PutObject' ? (bytes ?? 0) : 0,
      bytesTransferredOut: call.name === 'PutObject' ? 0 : (bytes ?? 0),
      AuthenticationMethod: 'AuthHeader',
    },
    resources: [
      ...(key === undefined ? [] : [{ type: 'AWS::S3::Object', ARN: `arn:aws:s3:::${bucket.name}/${key}` }]),
      { type: 'AWS::S3::Bucket', ARN: `arn:aws:s3:::${bucket.name}`, accountId: bucket.accountId },
    ],
  })
}

/** An instance asks the resolver of its VPC for a name. */
export function nameQuery(
  random: Random,
  instance: Instance,
  question: Pick<NameQuestion, 'time' | 'name'> & Partial<NameQuestion>,
): LogRecord {
  const { accountId, region, vpcId, instanceId, privateAddress: sourceAddress } = instance
  const query = dnsRecord({
    accountId,
    region,
    vpcId,
    instanceId,
    sourceAddress,
    sourcePort: random.ephemeralPort(),
    ...question,
  })
  return { source: 'dns', time: question.time, accountId, region, vpcId, query }
}

/** Both stages that the API server logs of an ordinary request; a long-running one answers `ResponseStarted` too. */
export function auditRequest(
  random: Random,
  cluster: Cluster,
  request: Pick<AuditStage, 'time' | 'verb' | 'uri' | 'user' | 'from' | 'userAgent'> & Partial<AuditStage>,
): LogRecord[] {
  const shared = { id: random.uuid(), microseconds: random.whole(0, 999), answeredMs: random.whole(1, 30), ...request }
  const longRunning = request.verb === 'watch' || request.uri.includes('/exec?')
  const stages: AuditStage['stage'][] = [
    'RequestReceived',
    ...(longRunning ? (['ResponseStarted'] as const) : []),
    'ResponseComplete',
  ]
  return stages.map((stage) => ({
    source: 'kubernetes',
    time: request.time,
    accountId: cluster.accountId,
    region: cluster.region,
    clusterName: cluster.name,
    event: auditEvent({ ...shared, stage }),
  }))
}

/** An `objectRef`. */
export function objectRef(
  resource: string,
  of: { namespace?: string; name?: string; subresource?: string; apiGroup?: string },
): JsonObject {
  return { resource, apiVersion: 'v1', ...of }
}
