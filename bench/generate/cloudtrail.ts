import { Random } from '../../simulate/random.ts'
import { listedAddress } from './addresses.ts'
import { CALL_KINDS, type CallKind, SERVICE_CALLS } from './call-kinds.ts'
import { type Caller, CLOUDTRAIL_ACCOUNT, callers } from './callers.ts'
import { isListedTurn, joined, type LogSet } from './log-set.ts'

const RECORDS_PER_FILE = 10_000
const FIRST_MS = Date.UTC(2026, 2, 2, 8)
const FILE_MS = 1_800_000
const LISTED_CALLERS = 10
const LISTED_EVERY = 10_000

/**
 * CloudTrail files of the shape `{"Records":[…]}`: mostly describing and listing over some 45 event names, a quarter of the
 * events by AWS services that assume roles, a tenth S3 data events, a few calls denied, a listed address once in 10,000.
 */
export function cloudtrailLogs(records: number): LogSet {
  return {
    name: 'cloudtrail',
    records,
    recordsPerFile: RECORDS_PER_FILE,
    fileName: (file) => `${CLOUDTRAIL_ACCOUNT}_CloudTrail_eu-central-1_${String(file).padStart(4, '0')}.json.gz`,
    pieces: (file, count) => joined(document(file, count)),
  }
}

function* document(file: number, count: number): Generator<string> {
  const random = new Random('cloudtrail').fork(file)
  const everyone = callers()
  const kinds = weightedTable(CALL_KINDS)
  const serviceKinds = weightedTable(SERVICE_CALLS)
  let busy = random.pick(everyone)
  yield '{"Records":['
  for (let index = 0; index < count; index += 1) {
    const time = FIRST_MS + file * FILE_MS + Math.floor((index / count) * FILE_MS)
    const listed = isListedTurn(index, LISTED_EVERY)
    const byService = !listed && random.chance(0.25)
    const kind = byService ? random.pick(serviceKinds) : random.pick(kinds)
    // Who calls, calls several times in a row.
    if (random.chance(0.25)) busy = random.pick(everyone)
    const caller = byService ? serviceCaller(kind) : busy
    yield `${index === 0 ? '' : ','}${JSON.stringify(event(random, kind, listed ? elsewhere(random, caller) : caller, time))}`
  }
  yield ']}'
}

function event(random: Random, kind: CallKind, caller: Caller, time: number): object {
  const denied = !kind.always && random.chance(0.01)
  const [service, name] = kind.call
  const action = `${service.split('.')[0]}:${name}`
  const request = kind.request?.(random) ?? null
  const readOnly = kind.response === undefined
  return {
    eventVersion: '1.10',
    userIdentity: caller.identity(time),
    eventTime: `${new Date(time).toISOString().slice(0, 19)}Z`,
    eventSource: `${service}.amazonaws.com`,
    eventName: name,
    awsRegion: 'eu-central-1',
    sourceIPAddress: caller.address ?? caller.userAgent,
    userAgent: caller.userAgent,
    ...(denied
      ? {
          errorCode: 'AccessDenied',
          errorMessage: `${caller.name} may not do ${action}: no identity-based policy allows it`,
        }
      : {}),
    requestParameters: request,
    responseElements: denied || kind.response === undefined ? null : kind.response(random),
    ...(service === 's3' ? { additionalEventData: s3Extra(random) } : {}),
    requestID: random.uuid(),
    eventID: random.uuid(),
    readOnly,
    ...(kind.resources === undefined ? {} : { resources: kind.resources(request) }),
    eventType: 'AwsApiCall',
    managementEvent: kind.category !== 'Data',
    recipientAccountId: CLOUDTRAIL_ACCOUNT,
    ...(caller.address === undefined ? { sharedEventID: random.uuid() } : {}),
    eventCategory: kind.category ?? 'Management',
    ...(caller.address === undefined
      ? {}
      : {
          tlsDetails: {
            tlsVersion: 'TLSv1.3',
            cipherSuite: 'TLS_AES_128_GCM_SHA256',
            clientProvidedHostHeader: `${service}.eu-central-1.amazonaws.com`,
          },
        }),
  }
}

function s3Extra(random: Random): object {
  return {
    SignatureVersion: 'SigV4',
    CipherSuite: 'TLS_AES_128_GCM_SHA256',
    bytesTransferredIn: random.chance(0.3) ? random.size(20_000, 2) : 0,
    AuthenticationMethod: 'AuthHeader',
    'x-amz-id-2': `${random.alphanumeric(75)}=`,
    bytesTransferredOut: random.size(4_000, 2),
  }
}

/** The caller, from a listed address. */
function elsewhere(random: Random, caller: Caller): Caller {
  return { ...caller, address: listedAddress(random.whole(0, LISTED_CALLERS - 1)) }
}

function serviceCaller(kind: CallKind): Caller {
  const userAgent = `${kind.by ?? 'ec2'}.amazonaws.com`
  return { name: userAgent, userAgent, identity: () => ({ type: 'AWSService', invokedBy: userAgent }) }
}

/** A kind of weight n is in the table n times, so that drawing is one look. */
function weightedTable(kinds: readonly CallKind[]): CallKind[] {
  return kinds.flatMap((kind) => Array.from({ length: kind.weight }, () => kind))
}
