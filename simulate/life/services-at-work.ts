import { type Account, HOME_REGION } from '../organisation/accounts.ts'
import { bucketFor } from '../organisation/buckets.ts'
import type { Instance } from '../organisation/networks.ts'
import { instancesOf } from '../organisation/organisation.ts'
import { assumedRole, awsService, rootUser } from '../records/actor.ts'
import type { LogRecord } from '../records/log-record.ts'
import { apiCall, objectCall } from '../records/make.ts'
import { dayMs, hourMs } from '../time-text.ts'
import { type Activity, type Hour, sometime } from './hour.ts'

const SDK = 'aws-sdk-go-v2/1.32.7 ua/2.1 os/linux lang/go#1.23.3 md/GOOS#linux md/GOARCH#arm64 exec-env/EC2'
const POLLS_PER_HOUR = 12
const OBJECT_CALLS_PER_HOUR = 8

/** Calls that AWS services make: role sessions for instances and functions, their scheduled looks, log deliveries. */
export const awsAtWork: Activity = (hour) => {
  const { random } = hour
  const { production, development } = hour.organisation.accounts
  return [production, development].flatMap((account) => [
    ...hour.organisation.instances
      .filter(({ accountId }) => accountId === account.id)
      .flatMap((instance) => (random.chance(0.25) ? [sessionForInstance(hour, account, instance)] : [])),
    ...Array.from({ length: random.count(4) }, () => serviceRead(hour, account)),
    ...(random.chance(0.3) ? [dataKey(hour, account)] : []),
    ...(random.chance(0.02) ? [certificateRenewal(hour, account)] : []),
    logDelivery(hour, account),
    ...(random.chance(0.15) ? [keyRotation(hour, account)] : []),
  ])
}

/** The organisation's own programs: the inventory poller every five minutes, servers with their roles, the lake's objects. */
export const programsAtWork: Activity = (hour) => {
  const { organisation, random } = hour
  const servers = instancesOf(organisation, 'app', 'batch', 'web')
  return [
    ...Array.from({ length: POLLS_PER_HOUR }, (_, poll) => inventoryPoll(hour, hour.start + poll * 300_000)).flat(),
    ...servers.flatMap((server) =>
      Array.from({ length: random.count(OBJECT_CALLS_PER_HOUR) }, () => objectAccess(hour, server)),
    ),
    ...servers.flatMap((server) =>
      random.chance(0.5)
        ? [fromInstance(hour, server, 'secretsmanager', 'GetSecretValue', { secretId: `${server.role.name}/database` })]
        : [
            fromInstance(hour, server, 'ssm', 'UpdateInstanceInformation', {
              instanceId: server.instanceId,
              agentVersion: '3.3.1345.0',
            }),
          ],
    ),
  ]
}

function sessionForInstance(hour: Hour, account: Account, { role, instanceId }: Instance): LogRecord {
  const { random } = hour
  const time = sometime(hour)
  return apiCall(random, {
    time,
    accountId: account.id,
    region: HOME_REGION,
    service: 'sts',
    name: 'AssumeRole',
    actor: awsService('ec2.amazonaws.com'),
    from: 'ec2.amazonaws.com',
    userAgent: 'ec2.amazonaws.com',
    request: { roleArn: `arn:aws:iam::${account.id}:role/${role.name}`, roleSessionName: instanceId },
    response: {
      credentials: {
        accessKeyId: `ASIA${random.base32(16)}`,
        sessionToken: random.alphanumeric(64),
        expiration: 'Mar 2, 2026, 1:00:00 PM',
      },
      assumedRoleUser: {
        assumedRoleId: `${role.principalId}:${instanceId}`,
        arn: `arn:aws:sts::${account.id}:assumed-role/${role.name}/${instanceId}`,
      },
    },
    resources: [{ accountId: account.id, type: 'AWS::IAM::Role', ARN: `arn:aws:iam::${account.id}:role/${role.name}` }],
  })
}

function serviceRead(hour: Hour, account: Account): LogRecord {
  const { random } = hour
  const [by, service, name] = random.pick([
    ['config.amazonaws.com', 'ec2', 'DescribeInstances'],
    ['config.amazonaws.com', 's3', 'GetBucketAcl'],
    ['autoscaling.amazonaws.com', 'ec2', 'DescribeInstanceStatus'],
    ['access-analyzer.amazonaws.com', 's3', 'GetBucketPolicy'],
    ['eks.amazonaws.com', 'ec2', 'DescribeNetworkInterfaces'],
  ] as const)
  const role = `aws-service-role/${by}/AWSServiceRoleFor${by.split('.')[0]}`
  return apiCall(random, {
    time: sometime(hour),
    accountId: account.id,
    region: HOME_REGION,
    service,
    name,
    actor: assumedRole({
      accountId: account.id,
      role,
      rolePrincipalId: 'AROAQUILLMERESERVICE01',
      sessionName: by.split('.')[0] ?? by,
      accessKeyId: `ASIA${random.base32(16)}`,
      startedAt: hour.start - 600_000,
      invokedBy: by,
    }),
    from: by,
    userAgent: by,
    request: service === 's3' ? { bucketName: random.pick(hour.organisation.buckets).name } : {},
  })
}

function dataKey(hour: Hour, account: Account): LogRecord {
  const { lambda } = account.roles
  return apiCall(hour.random, {
    time: sometime(hour),
    accountId: account.id,
    region: HOME_REGION,
    service: 'kms',
    name: 'Decrypt',
    actor: assumedRole({
      accountId: account.id,
      role: lambda.name,
      rolePrincipalId: lambda.principalId,
      sessionName: 'invoice-mailer',
      accessKeyId: `ASIA${hour.random.base32(16)}`,
      startedAt: hour.start - 900_000,
      invokedBy: 'lambda.amazonaws.com',
    }),
    from: 'lambda.amazonaws.com',
    userAgent: 'lambda.amazonaws.com',
    request: { encryptionAlgorithm: 'SYMMETRIC_DEFAULT' },
  })
}

/** A service acting for the account's root user: root by name, nobody's credentials. */
function certificateRenewal(hour: Hour, account: Account): LogRecord {
  return apiCall(hour.random, {
    time: sometime(hour),
    accountId: account.id,
    region: HOME_REGION,
    service: 'kms',
    name: 'CreateGrant',
    actor: rootUser(account.id, 'acm.amazonaws.com'),
    from: 'acm.amazonaws.com',
    userAgent: 'acm.amazonaws.com',
    readOnly: false,
    request: { granteePrincipal: 'acm.amazonaws.com', operations: ['Decrypt', 'DescribeKey'] },
  })
}

/** A service event: AWS tells what it did itself, at nobody's request. */
function keyRotation(hour: Hour, account: Account): LogRecord {
  const keyId = hour.random.uuid()
  return apiCall(hour.random, {
    time: sometime(hour),
    accountId: account.id,
    region: HOME_REGION,
    service: 'kms',
    name: 'RotateKey',
    actor: { accountId: account.id, invokedBy: 'AWS Internal' },
    from: 'AWS Internal',
    userAgent: 'AWS Internal',
    readOnly: false,
    eventType: 'AwsServiceEvent',
    resources: [
      { accountId: account.id, type: 'AWS::KMS::Key', ARN: `arn:aws:kms:${HOME_REGION}:${account.id}:key/${keyId}` },
    ],
  })
}

/** CloudTrail puts its own objects into the audit account's bucket. */
function logDelivery(hour: Hour, account: Account): LogRecord {
  const day = new Date(hour.start).toISOString().slice(0, 10).replaceAll('-', '/')
  return objectCall(hour.random, {
    time: sometime(hour),
    name: 'PutObject',
    actor: awsService('cloudtrail.amazonaws.com'),
    from: 'cloudtrail.amazonaws.com',
    userAgent: 'cloudtrail.amazonaws.com',
    bucket: bucketFor(hour.organisation.buckets, 'logs'),
    key: `AWSLogs/${account.id}/CloudTrail/${HOME_REGION}/${day}/${hour.random.alphanumeric(16)}.json.gz`,
    bytes: 41_000,
  })
}

function inventoryPoll(hour: Hour, time: number): LogRecord[] {
  const { organisation, random } = hour
  const from = organisation.networks[0]?.gateway.publicAddress ?? '3.121.9.9'
  const { monitor } = organisation.accounts.production.roles
  return ['DescribeInstances', 'DescribeVolumes', 'DescribeSecurityGroups'].map((name, step) =>
    apiCall(random, {
      time: time + step * 900 + random.whole(0, 400),
      accountId: monitor.accountId,
      region: HOME_REGION,
      service: 'ec2',
      name,
      actor: assumedRole({
        accountId: monitor.accountId,
        role: monitor.name,
        rolePrincipalId: monitor.principalId,
        sessionName: 'inventory',
        accessKeyId: 'ASIAQUILLMEREMONITOR',
        startedAt: hour.start,
      }),
      from,
      userAgent: SDK,
      request: { maxResults: 1_000 },
    }),
  )
}

/** A session of an instance's role leaves by the instance's own address, or by the gateway's. */
function onInstance(hour: Hour, server: Instance) {
  const sixHours = Math.floor(hour.start / (6 * hourMs)) * 6 * hourMs
  return {
    actor: assumedRole({
      accountId: server.accountId,
      role: server.role.name,
      rolePrincipalId: server.role.principalId,
      sessionName: server.instanceId,
      accessKeyId: `ASIA${keyTail(server.instanceId, sixHours)}`,
      startedAt: sixHours,
      onInstance: true,
    }),
    from: server.publicAddress ?? server.gateway?.publicAddress ?? server.privateAddress,
    userAgent: SDK,
  }
}

function keyTail(instanceId: string, period: number): string {
  const letters = [...instanceId.slice(2, 14)]
    .map((digit) => 'ABCDEFGHIJKLMNOP'[Number.parseInt(digit, 16)] ?? 'A')
    .join('')
  return `${letters}${['2', '3', '4', '5'][(period / (6 * hourMs)) % 4]}${String(Math.floor(period / dayMs) % 27).padStart(3, '2')}`
}

function fromInstance(
  hour: Hour,
  server: Instance,
  service: string,
  name: string,
  request: Record<string, string>,
): LogRecord {
  return apiCall(hour.random, {
    time: sometime(hour),
    accountId: server.accountId,
    region: server.region,
    service,
    name,
    request,
    ...onInstance(hour, server),
  })
}

function objectAccess(hour: Hour, server: Instance): LogRecord {
  const { organisation, random } = hour
  const use = server.tier === 'web' ? 'assets' : server.tier === 'app' ? 'orders' : 'lake'
  const name =
    server.tier === 'web'
      ? 'GetObject'
      : random.pick(['GetObject', 'GetObject', 'PutObject', 'ListObjects', 'HeadObject'])
  return objectCall(random, {
    time: sometime(hour),
    name,
    bucket: bucketFor(organisation.buckets, use),
    ...(name === 'ListObjects' ? {} : { key: `${use}/${random.hex(2)}/${random.hex(12)}` }),
    bytes: random.size(40_000, 1.2),
    ...onInstance(hour, server),
  })
}
