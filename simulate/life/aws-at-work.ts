import { type Account, HOME_REGION } from '../organisation/accounts.ts'
import { bucketFor } from '../organisation/buckets.ts'
import type { Instance } from '../organisation/networks.ts'
import { assumedRole, awsService, rootUser } from '../records/actor.ts'
import type { LogRecord } from '../records/log-record.ts'
import { apiCall, objectCall } from '../records/make.ts'
import { dayPath } from '../time-text.ts'
import { type Activity, type Hour, sometime } from './hour.ts'

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
  return objectCall(hour.random, {
    time: sometime(hour),
    name: 'PutObject',
    actor: awsService('cloudtrail.amazonaws.com'),
    from: 'cloudtrail.amazonaws.com',
    userAgent: 'cloudtrail.amazonaws.com',
    bucket: bucketFor(hour.organisation.buckets, 'logs'),
    key: `AWSLogs/${account.id}/CloudTrail/${HOME_REGION}/${dayPath(hour.start)}/${hour.random.alphanumeric(16)}.json.gz`,
    bytes: 41_000,
  })
}
