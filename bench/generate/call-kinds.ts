import type { Random } from '../../simulate/random.ts'
import { CLOUDTRAIL_ACCOUNT } from './callers.ts'
import { flowNetwork } from './flow-network.ts'

/** A kind of API call and how often it is made. */
export interface CallKind {
  /** Service without `.amazonaws.com`, and event name. */
  call: readonly [service: string, name: string]
  weight: number
  /** `requestParameters`; null when absent. */
  request?: (random: Random) => Members
  /** `responseElements`; absent for calls that only read. */
  response?: (random: Random) => Members | null
  resources?: (request: Members | null) => Members[]
  category?: 'Data'
  /** The AWS service that calls, for calls by services. */
  by?: string
  /** Never denied. */
  always?: true
}

interface Members {
  [member: string]: unknown
}

const INSTANCE_IDS = flowNetwork().map(({ instanceId }) => instanceId)
const instance = (random: Random) => random.pick(INSTANCE_IDS)
const bucket = (random: Random) => `app-${random.pick(['assets', 'uploads', 'reports', 'logs', 'backups'])}-prod`
const key = (random: Random) => `tenant-${random.whole(1, 400)}/${random.uuid()}/part-${random.whole(0, 63)}.parquet`
const nothing = () => ({})
const keyArn = `arn:aws:kms:eu-central-1:${CLOUDTRAIL_ACCOUNT}:key/5f0a9c1e-53a7-4b52-8f0e-8f6d3c2b1a90`
const pages = (member: string) => (random: Random) => ({ maxResults: random.pick([50, 100, 1000]), [member]: {} })
const named = (member: string, prefix: string, count: number) => (random: Random) => ({
  [member]: `${prefix}-${random.whole(1, count)}`,
})
const instances = (random: Random) => ({
  instancesSet: { items: Array.from({ length: random.whole(1, 6) }, () => ({ instanceId: instance(random) })) },
  filterSet: { items: [{ name: 'instance-state-name', valueSet: { items: [{ value: 'running' }] } }] },
})
const object = (random: Random) => {
  const bucketName = bucket(random)
  return { bucketName, Host: `${bucketName}.s3.eu-central-1.amazonaws.com`, key: key(random) }
}
const objectResources = (request: Members | null): Members[] => [
  { type: 'AWS::S3::Object', ARN: `arn:aws:s3:::${request?.['bucketName']}/${request?.['key']}` },
  { accountId: CLOUDTRAIL_ACCOUNT, type: 'AWS::S3::Bucket', ARN: `arn:aws:s3:::${request?.['bucketName']}` },
]
const encryption = (random: Random) => ({
  encryptionContext: { 'aws:s3:arn': `arn:aws:s3:::${bucket(random)}/${key(random)}` },
  encryptionAlgorithm: 'SYMMETRIC_DEFAULT',
  keyId: keyArn,
})
const keyResources = (): Members[] => [{ accountId: CLOUDTRAIL_ACCOUNT, type: 'AWS::KMS::Key', ARN: keyArn }]
const credentials = (random: Random) => ({
  credentials: {
    accessKeyId: `ASIA${random.base32(16)}`,
    sessionToken: random.alphanumeric(340),
    expiration: 'Mar 2, 2026, 9:00:00 AM',
  },
})

/** Calls by people and programs of the account. */
export const CALL_KINDS: readonly CallKind[] = [
  { call: ['ec2', 'DescribeInstances'], weight: 90, request: instances },
  { call: ['ec2', 'DescribeInstanceStatus'], weight: 30, request: instances },
  { call: ['ec2', 'DescribeVolumes'], weight: 25, request: pages('volumeSet') },
  { call: ['ec2', 'DescribeTags'], weight: 35, request: pages('filterSet') },
  { call: ['ec2', 'DescribeSecurityGroups'], weight: 25, request: pages('securityGroupIdSet') },
  { call: ['ec2', 'DescribeNetworkInterfaces'], weight: 25, request: pages('networkInterfaceIdSet') },
  { call: ['ec2', 'DescribeSubnets'], weight: 15, request: pages('subnetSet') },
  { call: ['ec2', 'DescribeVpcs'], weight: 10, request: pages('vpcSet') },
  { call: ['ec2', 'DescribeImages'], weight: 8, request: pages('imagesSet') },
  { call: ['ec2', 'CreateTags'], weight: 6, request: instances, response: () => ({ _return: true }) },
  { call: ['autoscaling', 'DescribeAutoScalingGroups'], weight: 30, request: pages('filters') },
  { call: ['autoscaling', 'DescribeLaunchConfigurations'], weight: 10, request: nothing },
  { call: ['elasticloadbalancing', 'DescribeTargetHealth'], weight: 40, request: named('targetGroupArn', 'web', 30) },
  { call: ['elasticloadbalancing', 'DescribeLoadBalancers'], weight: 20, request: pages('names') },
  { call: ['monitoring', 'ListMetrics'], weight: 30, request: pages('dimensions') },
  { call: ['monitoring', 'DescribeAlarms'], weight: 20, request: pages('alarmNames') },
  { call: ['logs', 'DescribeLogGroups'], weight: 15, request: pages('logGroupNamePattern') },
  { call: ['logs', 'DescribeLogStreams'], weight: 25, request: named('logGroupName', '/ecs/app', 40) },
  {
    call: ['logs', 'CreateLogStream'],
    weight: 10,
    request: named('logGroupName', '/ecs/app', 40),
    response: () => null,
  },
  { call: ['iam', 'GetRole'], weight: 12, request: named('roleName', 'role', 40) },
  { call: ['iam', 'ListAttachedRolePolicies'], weight: 12, request: named('roleName', 'role', 40) },
  { call: ['iam', 'GetPolicyVersion'], weight: 8, request: named('policyArn', 'policy', 60) },
  { call: ['iam', 'ListRoles'], weight: 4 },
  { call: ['sts', 'GetCallerIdentity'], weight: 30, always: true },
  { call: ['sts', 'AssumeRole'], weight: 25, request: named('roleSessionName', 'job', 500), response: credentials },
  { call: ['kms', 'Decrypt'], weight: 70, request: encryption, resources: keyResources },
  { call: ['kms', 'GenerateDataKey'], weight: 30, request: encryption, resources: keyResources },
  { call: ['secretsmanager', 'GetSecretValue'], weight: 25, request: named('secretId', 'prod/app', 40) },
  { call: ['ssm', 'GetParameter'], weight: 20, request: named('name', '/prod/app/parameter', 200) },
  { call: ['ssm', 'GetParametersByPath'], weight: 12, request: named('path', '/prod/app', 30) },
  { call: ['ecs', 'DescribeServices'], weight: 25, request: named('cluster', 'cluster', 4) },
  { call: ['ecs', 'ListTasks'], weight: 15, request: named('cluster', 'cluster', 4) },
  { call: ['ecr', 'BatchGetImage'], weight: 12, request: named('repositoryName', 'app', 30) },
  { call: ['ecr', 'GetAuthorizationToken'], weight: 10, request: nothing },
  { call: ['rds', 'DescribeDBInstances'], weight: 20, request: pages('filters') },
  { call: ['dynamodb', 'DescribeTable'], weight: 25, request: named('tableName', 'table', 30) },
  { call: ['lambda', 'GetFunction20150331v2'], weight: 10, request: named('functionName', 'function', 60) },
  { call: ['lambda', 'ListFunctions20150331'], weight: 5, request: nothing },
  { call: ['cloudformation', 'DescribeStacks'], weight: 15, request: named('stackName', 'stack', 50) },
  { call: ['s3', 'ListBuckets'], weight: 8, request: () => ({ Host: 's3.eu-central-1.amazonaws.com' }) },
  { call: ['s3', 'GetBucketLocation'], weight: 12, request: named('bucketName', 'app', 30) },
  { call: ['s3', 'GetObject'], weight: 70, request: object, resources: objectResources, category: 'Data' },
  {
    call: ['s3', 'PutObject'],
    weight: 35,
    request: object,
    response: encryption,
    resources: objectResources,
    category: 'Data',
  },
  { call: ['s3', 'HeadObject'], weight: 20, request: object, resources: objectResources, category: 'Data' },
]

const roleResources = (): Members[] => [
  { accountId: CLOUDTRAIL_ACCOUNT, type: 'AWS::IAM::Role', ARN: `arn:aws:iam::${CLOUDTRAIL_ACCOUNT}:role/app-server` },
]
const assumed = (random: Random) => ({
  roleArn: `arn:aws:iam::${CLOUDTRAIL_ACCOUNT}:role/app-server`,
  roleSessionName: instance(random),
  externalId: 'app-server-production',
})

/** Calls by AWS itself. */
export const SERVICE_CALLS: readonly CallKind[] = [
  {
    call: ['sts', 'AssumeRole'],
    weight: 60,
    by: 'ec2',
    request: assumed,
    response: credentials,
    resources: roleResources,
    always: true,
  },
  {
    call: ['sts', 'AssumeRole'],
    weight: 20,
    by: 'lambda',
    request: assumed,
    response: credentials,
    resources: roleResources,
    always: true,
  },
  {
    call: ['sts', 'AssumeRole'],
    weight: 15,
    by: 'ecs-tasks',
    request: assumed,
    response: credentials,
    resources: roleResources,
    always: true,
  },
  { call: ['s3', 'GetBucketAcl'], weight: 15, by: 'cloudtrail', request: named('bucketName', 'app', 30), always: true },
  {
    call: ['kms', 'Decrypt'],
    weight: 20,
    by: 'secretsmanager',
    request: encryption,
    resources: keyResources,
    always: true,
  },
]
