import type { JsonObject } from '../../src/normalize/event.ts'
import { isoSeconds } from '../time-text.ts'

/** What makes one CloudTrail event differ from another. */
export interface Call {
  time: number
  /** The account that the call is about. */
  accountId: string
  region: string
  /** `iam`, `s3`, …: the event source without `.amazonaws.com`. */
  service: string
  /** The event's name. */
  name: string
  /** `userIdentity`. */
  actor: JsonObject
  /** An address, or the name of the AWS service that called. */
  from: string
  userAgent: string
  /** Told from the name when absent. */
  readOnly?: boolean
  request?: JsonObject | null
  response?: JsonObject | null
  extra?: JsonObject
  resources?: JsonObject[]
  error?: { code: string; message?: string }
  category: 'Management' | 'Data'
  eventType: string
  id: string
  requestId: string
}

const READ_NAME = /^(Get|List|Describe|Head|Lookup|Search|BatchGet|AssumeRole$|Decrypt$|GenerateDataKey$)/

/** A CloudTrail event as version 1.10 of the format writes it. */
export function cloudtrailEvent(overrides: Partial<Call> = {}): JsonObject {
  const call: Call = { ...exampleCall(), ...overrides }
  const service = `${call.service}.amazonaws.com`
  const calledByService = call.from.endsWith('.amazonaws.com') || call.from === 'AWS Internal'
  return {
    eventVersion: call.eventType === 'AwsConsoleSignIn' ? '1.08' : '1.10',
    userIdentity: call.actor,
    eventTime: isoSeconds(call.time),
    eventSource: service,
    eventName: call.name,
    awsRegion: call.region,
    sourceIPAddress: call.from,
    userAgent: call.userAgent,
    ...(call.error === undefined
      ? {}
      : { errorCode: call.error.code, errorMessage: call.error.message ?? call.error.code }),
    requestParameters: call.request ?? null,
    responseElements: call.response ?? null,
    ...(call.extra === undefined ? {} : { additionalEventData: call.extra }),
    ...(call.eventType === 'AwsConsoleSignIn' ? {} : { requestID: call.requestId }),
    eventID: call.id,
    readOnly: call.readOnly ?? READ_NAME.test(call.name),
    ...(call.resources === undefined ? {} : { resources: call.resources }),
    eventType: call.eventType,
    managementEvent: call.category === 'Management',
    recipientAccountId: call.accountId,
    eventCategory: call.category,
    ...(calledByService || call.eventType !== 'AwsApiCall' ? {} : { tlsDetails: tlsDetails(call) }),
  }
}

function tlsDetails(call: Call): JsonObject {
  const global = call.service === 'iam' ? 'iam' : `${call.service}.${call.region}`
  return {
    tlsVersion: 'TLSv1.3',
    cipherSuite: 'TLS_AES_128_GCM_SHA256',
    clientProvidedHostHeader: `${global}.amazonaws.com`,
  }
}

/** A user of the account lists its instances. */
function exampleCall(): Call {
  return {
    time: 1_772_438_400_000,
    accountId: '111122223333',
    region: 'eu-central-1',
    service: 'ec2',
    name: 'DescribeInstances',
    actor: {
      type: 'IAMUser',
      principalId: 'AIDAQUILLMEREEXAMPLE1',
      arn: 'arn:aws:iam::111122223333:user/orla.finch',
      accountId: '111122223333',
      accessKeyId: 'AKIAQUILLMEREEXAMPL1',
      userName: 'orla.finch',
    },
    from: '85.240.1.10',
    userAgent: 'aws-cli/2.22.4 md/awscrt#0.23.3 ua/2.0 os/linux#6.8.0-1019-aws md/arch#x86_64 lang/python#3.12.6',
    category: 'Management',
    eventType: 'AwsApiCall',
    id: '6a1f0e0c-6f0b-4a53-9d6b-0f7e0f6f3c11',
    requestId: '0d7b2f52-3c5e-4c4f-8d5e-8a1c6f0d7e21',
  }
}
