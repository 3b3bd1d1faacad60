import type { JsonObject } from '../../normalize/event.ts'
import { identify, timeAt } from './record-time.ts'

export const ACCOUNT = '111122223333'
export const REGION = 'us-east-1'

/** A caller on the internet that no list names. */
export const HOME_ADDRESS = '81.2.69.144'

export interface CallOptions {
  /** Seconds after the start of the case. */
  at?: number
  accountId?: string
  region?: string
  actor?: JsonObject
  address?: string
  userAgent?: string
  errorCode?: string
  request?: JsonObject
  response?: JsonObject
  extra?: JsonObject
  resources?: JsonObject[]
  eventType?: string
  data?: boolean
  readOnly?: boolean
}

/** A CloudTrail record of one call; by default the user bob calls from home and succeeds. */
export function callRecord(service: string, name: string, options: CallOptions = {}): JsonObject {
  const accountId = options.accountId ?? ACCOUNT
  const record: JsonObject = {
    eventVersion: '1.09',
    userIdentity: options.actor ?? userNamed('bob', accountId),
    eventTime: timeAt(options.at ?? 0),
    eventSource: service,
    eventName: name,
    awsRegion: options.region ?? REGION,
    sourceIPAddress: options.address ?? HOME_ADDRESS,
    userAgent: options.userAgent ?? 'aws-cli/2.15.0 Python/3.11.6 Linux/6.1.0 exe/x86_64.ubuntu.22',
    ...(options.errorCode === undefined ? {} : { errorCode: options.errorCode, errorMessage: 'not authorized' }),
    requestParameters: options.request ?? null,
    responseElements: options.response ?? null,
    ...(options.extra === undefined ? {} : { additionalEventData: options.extra }),
    readOnly: options.readOnly ?? /^(Get|List|Describe|Head)/.test(name),
    ...(options.resources === undefined ? {} : { resources: options.resources }),
    eventType: options.eventType ?? 'AwsApiCall',
    managementEvent: options.data !== true,
    recipientAccountId: accountId,
    eventCategory: options.data === true ? 'Data' : 'Management',
  }
  return { ...record, eventID: identify(record) }
}

export function userNamed(userName: string, accountId = ACCOUNT): JsonObject {
  return {
    type: 'IAMUser',
    principalId: `AIDA${userName.toUpperCase().padEnd(16, 'X')}`,
    arn: `arn:aws:iam::${accountId}:user/${userName}`,
    accountId,
    accessKeyId: `AKIA${userName.toUpperCase().padEnd(16, 'X')}`,
    userName,
  }
}

export function rootUser(accountId = ACCOUNT): JsonObject {
  return {
    type: 'Root',
    principalId: accountId,
    arn: `arn:aws:iam::${accountId}:root`,
    accountId,
    accessKeyId: 'ASIAROOTXXXXXXXXXXXX',
  }
}

export function roleSession(roleName: string, sessionName: string, accountId = ACCOUNT): JsonObject {
  return {
    type: 'AssumedRole',
    principalId: `AROA${roleName.toUpperCase().padEnd(16, 'X')}:${sessionName}`,
    arn: `arn:aws:sts::${accountId}:assumed-role/${roleName}/${sessionName}`,
    accountId,
    accessKeyId: `ASIA${roleName.toUpperCase().padEnd(16, 'X')}`,
    sessionContext: {
      sessionIssuer: {
        type: 'Role',
        principalId: `AROA${roleName.toUpperCase().padEnd(16, 'X')}`,
        arn: `arn:aws:iam::${accountId}:role/${roleName}`,
        accountId,
        userName: roleName,
      },
      attributes: { mfaAuthenticated: 'false' },
    },
  }
}

export function serviceActor(service: string): JsonObject {
  return { type: 'AWSService', invokedBy: service }
}

/** An S3 data event on a bucket. */
export function objectCallRecord(name: string, bucketName: string, options: CallOptions = {}): JsonObject {
  return callRecord('s3.amazonaws.com', name, {
    data: true,
    request: { bucketName, Host: `${bucketName}.s3.amazonaws.com` },
    resources: [
      { accountId: options.accountId ?? ACCOUNT, type: 'AWS::S3::Bucket', ARN: `arn:aws:s3:::${bucketName}` },
    ],
    ...options,
  })
}

export function consoleLogin(
  userName: string,
  address: string,
  options: CallOptions & { failed?: boolean } = {},
): JsonObject {
  return callRecord('signin.amazonaws.com', 'ConsoleLogin', {
    actor: { ...userNamed(userName), accessKeyId: '' },
    address,
    userAgent: 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36',
    eventType: 'AwsConsoleSignIn',
    response: { ConsoleLogin: options.failed === true ? 'Failure' : 'Success' },
    extra: { LoginTo: 'https://console.aws.amazon.com/console/home', MobileVersion: 'No', MFAUsed: 'No' },
    ...options,
  })
}
