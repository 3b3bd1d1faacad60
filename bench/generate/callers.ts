import { Random } from '../../simulate/random.ts'
import { ordinaryAddress } from './addresses.ts'

/** Somebody, or something, that calls the AWS API. */
export interface Caller {
  name: string
  userAgent: string
  /** Absent when an AWS service calls: the event then names the service instead. */
  address?: string
  /** `userIdentity` of an event of the time, epoch milliseconds. */
  identity(time: number): object
}

export const CLOUDTRAIL_ACCOUNT = '111122223333'
const ROLES = [
  [
    'app-server',
    60,
    'aws-sdk-java/2.25.31 Linux/5.10.210 OpenJDK_64-Bit_Server_VM/21.0.2 vendor/Amazon io/sync http/Apache cfg/retry-mode/standard',
  ],
  [
    'worker',
    40,
    'Boto3/1.34.69 md/Botocore#1.34.69 ua/2.0 os/linux#5.10.210-201.852.amzn2.x86_64 md/arch#x86_64 lang/python#3.11.8 md/pyimpl#CPython',
  ],
  ['monitoring', 10, 'aws-sdk-go/1.51.6 (go1.22.1; linux; amd64) exporter/0.27.2'],
  [
    'deployment',
    6,
    'APN/1.0 HashiCorp/1.0 Terraform/1.7.5 (+https://www.terraform.io) terraform-provider-aws/5.42.0 aws-sdk-go-v2/1.26.0',
  ],
  ['developer', 20, 'aws-cli/2.15.32 Python/3.11.8 Darwin/23.4.0 exe/x86_64 prompt/off command/ec2.describe-instances'],
] as const
const IAM_USERS = 12
const SESSION_MS = 3_600_000

/** 136 sessions of five roles and a dozen IAM users with keys of their own. */
export function callers(): Caller[] {
  const random = new Random('callers')
  const sessions = ROLES.flatMap(([role, count, userAgent]) => {
    const roleId = `AROA${random.base32(17)}`
    return Array.from({ length: count }, () => assumedRole(random, role, roleId, userAgent))
  })
  return [...sessions, ...Array.from({ length: IAM_USERS }, (_, index) => iamUser(random, index))]
}

function assumedRole(random: Random, role: string, roleId: string, userAgent: string): Caller {
  const onInstance = role === 'app-server' || role === 'worker' || role === 'monitoring'
  const session = onInstance ? `i-0${random.hex(16)}` : `${role}-${random.whole(100, 999)}`
  const principalId = `${roleId}:${session}`
  const arn = `arn:aws:sts::${CLOUDTRAIL_ACCOUNT}:assumed-role/${role}/${session}`
  const accessKeyId = `ASIA${random.base32(16)}`
  const sessionIssuer = {
    type: 'Role',
    principalId: roleId,
    arn: `arn:aws:iam::${CLOUDTRAIL_ACCOUNT}:role/${role}`,
    accountId: CLOUDTRAIL_ACCOUNT,
    userName: role,
  }
  return {
    name: arn,
    userAgent,
    address: ordinaryAddress(random.whole(0, 200)),
    identity: (time) => ({
      type: 'AssumedRole',
      principalId,
      arn,
      accountId: CLOUDTRAIL_ACCOUNT,
      accessKeyId,
      sessionContext: {
        sessionIssuer,
        attributes: {
          creationDate: `${new Date(time - (time % SESSION_MS)).toISOString().slice(0, 19)}Z`,
          mfaAuthenticated: 'false',
        },
        ...(onInstance ? { ec2RoleDelivery: '2.0' } : {}),
      },
    }),
  }
}

function iamUser(random: Random, index: number): Caller {
  const userName = `service-account-${index}`
  const arn = `arn:aws:iam::${CLOUDTRAIL_ACCOUNT}:user/${userName}`
  const identity = {
    type: 'IAMUser',
    principalId: `AIDA${random.base32(17)}`,
    arn,
    accountId: CLOUDTRAIL_ACCOUNT,
    accessKeyId: `AKIA${random.base32(16)}`,
    userName,
  }
  return {
    name: arn,
    userAgent: 'aws-sdk-js/3.540.0 ua/2.0 os/linux#6.1.79 lang/js md/nodejs#20.11.1 api/sts#3.540.0',
    address: ordinaryAddress(201 + index),
    identity: () => identity,
  }
}
