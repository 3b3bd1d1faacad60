import type { Action } from '../../model/action.ts'
import type { AwsApiCallAction } from '../../model/aws-api-call-action.ts'
import type { FindingTypeEntry, FindingTypeName } from '../../model/catalogue/index.ts'
import type { DnsRequestAction } from '../../model/dns-request-action.ts'
import type { KubernetesApiCallAction } from '../../model/kubernetes-api-call-action.ts'
import { unreachable } from '../../std/unreachable.ts'
import { placeholderRemote } from './placeholder-remote.ts'
import { sampleConnection, sampleProbe } from './sample-connection.ts'

/** What happened in a sample of a type. */
export function sampleAction({ type, actionType }: FindingTypeEntry): Action {
  switch (actionType) {
    case 'NETWORK_CONNECTION':
      return { actionType, networkConnectionAction: sampleConnection(type) }
    case 'PORT_PROBE':
      return { actionType, portProbeAction: sampleProbe(type) }
    case 'DNS_REQUEST':
      return { actionType, dnsRequestAction: dnsRequest(type) }
    case 'AWS_API_CALL':
      return { actionType, awsApiCallAction: awsApiCall(type) }
    case 'KUBERNETES_API_CALL':
      return { actionType, kubernetesApiCallAction: kubernetesApiCall(type) }
    default:
      return unreachable(actionType)
  }
}

/** Samples of requests are blocked, all but one. Where many requests were judged at once the protocol is 0. */
function dnsRequest(type: FindingTypeName): DnsRequestAction {
  const exfiltration = type === 'Trojan:EC2/DNSDataExfiltration'
  const algorithmic = exfiltration || type === 'Trojan:EC2/DGADomainRequest.B'
  return {
    domain: exfiltration ? 'GeneratedFindingAdditionalDomainName' : 'GeneratedFindingDomainName',
    protocol: algorithmic ? '0' : 'UDP',
    blocked: type !== 'Trojan:EC2/DropPoint!DNS',
  }
}

const BUCKET = { 'AWS::S3::Bucket': 'GeneratedFindingS3Bucket' }
const INSTANCE = { 'AWS::EC2::Instance': 'i-99999999' }

/** Resources that a call touched, for the types about no bucket that name any. */
const AFFECTED: { readonly [Name in FindingTypeName]?: Record<string, string> } = {
  'Recon:IAMUser/MaliciousIPCaller': { 'AWS::CloudTrail::Trail': 'GeneratedFindingTrailName', ...INSTANCE },
  'Stealth:IAMUser/CloudTrailLoggingDisabled': {
    'AWS::CloudTrail::Trail': 'GeneratedFindingCloudTrailName',
    ...BUCKET,
  },
  'UnauthorizedAccess:IAMUser/InstanceCredentialExfiltration.InsideAWS': INSTANCE,
}

function awsApiCall(type: FindingTypeName): AwsApiCallAction {
  return {
    api: 'GeneratedFindingAPIName',
    serviceName: 'GeneratedFindingAPIServiceName',
    callerType: 'Remote IP',
    errorCode: 'AccessDenied',
    // The service spells this one placeholder differently where it speaks of anomalies.
    remoteIpDetails: placeholderRemote(type.endsWith('/AnomalousBehavior') ? { org: 'GeneratedFindingOrg' } : {}),
    ...(type.endsWith('.InsideAWS') ? { remoteAccountDetails: { accountId: '123456789012', affiliated: false } } : {}),
    affectedResources: AFFECTED[type] ?? (type.includes(':S3/') ? BUCKET : {}),
  }
}

type Request = readonly [verb: string, statusCode: number, parameters?: string]

const READ: Request = ['get', 200]
const READ_WITH: Request = ['get', 200, 'GeneratedFindingActionParameters']
const CREATED: Request = ['create', 201]
const CREATED_WITH: Request = ['create', 201, 'GeneratedFindingActionParameters']

/** Requests to a cluster by the start of the type, the first that fits; `READ` for all others. */
const REQUESTS: readonly [start: string, request: Request][] = [
  ['Discovery:Kubernetes/TorIPCaller', ['list', 200]],
  ['Execution:', ['create', 101]],
  ['Impact:Kubernetes/SuccessfulAnonymousAccess', ['get', 201, 'GeneratedFindingActionParameters']],
  ['Impact:', CREATED_WITH],
  ['Persistence:Kubernetes/ContainerWithSensitiveMount', CREATED],
  ['Persistence:Kubernetes/MaliciousIPCaller', ['create', 200, 'GeneratedFindingActionParameters']],
  ['Persistence:', READ_WITH],
  ['Policy:', CREATED_WITH],
  ['PrivilegeEscalation:', CREATED],
]

function kubernetesApiCall(type: FindingTypeName): KubernetesApiCallAction {
  const [verb, statusCode, parameters] = REQUESTS.find(([start]) => type.startsWith(start))?.[1] ?? READ
  return {
    requestUri: 'GeneratedFindingRequestURI',
    verb,
    sourceIPs: ['10.0.0.23'],
    userAgent: '',
    remoteIpDetails: placeholderRemote({ asn: '0' }),
    statusCode,
    ...(parameters === undefined ? {} : { parameters }),
  }
}
