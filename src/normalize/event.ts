/**
 * The typed events that every log source becomes. Times are epoch milliseconds (UTC) unless a name says otherwise.
 * Fields that a record does not carry are absent, never invented.
 */

export type JsonValue = string | number | boolean | null | JsonValue[] | JsonObject
export interface JsonObject {
  [member: string]: JsonValue | undefined
}

/** Who made an AWS API call: CloudTrail's `userIdentity`, of any type. */
export interface Actor {
  /** `Root`, `IAMUser`, `AssumedRole`, `FederatedUser`, `AWSAccount`, `AWSService`, `Role`, `WebIdentityUser`, `SAMLUser`, `Directory`, `IdentityCenterUser`, `Unknown`. */
  type: string
  principalId?: string
  arn?: string
  accountId?: string
  accessKeyId?: string
  userName?: string
  /** The AWS service that called on somebody's behalf, e.g. `cloudformation.amazonaws.com`. */
  invokedBy?: string
  /** `sessionContext.sessionIssuer`: the role behind an assumed role, or the user behind a federated one. */
  issuer?: { type?: string; principalId?: string; arn?: string; accountId?: string; userName?: string }
  mfaAuthenticated?: boolean
  /** `sessionContext.ec2RoleDelivery`: present on credentials delivered by the instance metadata service. */
  ec2RoleDelivery?: string
}

/** Where a call came from. A service name or `AWS Internal` is not an address. */
export type CallerAddress = { kind: 'address'; address: string } | { kind: 'service'; name: string }

/** One CloudTrail event: a management event or an S3 (or other) data event. */
export interface ApiCall {
  source: 'cloudtrail'
  /** `eventID`. */
  id: string
  time: number
  /** The account that the event is about: `recipientAccountId`, else the caller's account. */
  accountId: string
  region: string
  category: 'Management' | 'Data'
  /** `AwsApiCall`, `AwsConsoleSignIn`, `AwsConsoleAction`, `AwsServiceEvent`, … */
  eventType: string
  /** e.g. `iam.amazonaws.com`. */
  service: string
  /** `eventName`. */
  name: string
  readOnly?: boolean
  errorCode?: string
  errorMessage?: string
  actor: Actor
  caller: CallerAddress
  userAgent: string
  request: JsonObject
  response: JsonObject
  /** `additionalEventData`. */
  extra: JsonObject
  resources: { arn?: string; type?: string; accountId?: string }[]
  /** The account on the other side of a cross-account call, when it is not `accountId`. */
  sharedEventId?: string
}

/** One Route 53 Resolver query log record. Names are lower case, without the trailing dot. */
export interface NameQuery {
  source: 'dns'
  time: number
  accountId: string
  region: string
  vpcId?: string
  name: string
  type: string
  rcode: string
  answers: { data: string; type: string }[]
  sourceAddress: string
  transport: string
  instanceId?: string
  interfaceId?: string
  /** DNS Firewall: `ALERT`, `BLOCK` or `ALLOW`. */
  firewallAction?: string
}

/** One request to a Kubernetes API server: all stages of one `auditID`. */
export interface KubernetesRequest {
  source: 'kubernetes'
  /** `auditID`. */
  id: string
  /** When the request was received. */
  time: number
  accountId: string
  region: string
  /** Told by the log group (`/aws/eks/<name>/cluster`), the record, or the inventory. */
  clusterName: string
  stage: 'ResponseStarted' | 'ResponseComplete' | 'Panic'
  level: string
  verb: string
  requestUri: string
  user: { username: string; uid?: string; groups: string[]; extra: Record<string, string[]> }
  impersonated?: { username: string; uid?: string; groups: string[] }
  sourceIps: string[]
  userAgent: string
  /** Absent for non-resource requests such as `/api`. */
  object?: {
    resource: string
    subresource?: string
    namespace?: string
    name?: string
    apiGroup?: string
    apiVersion?: string
    uid?: string
  }
  /** HTTP status of the response. */
  statusCode: number
  dryRun: boolean
  requestObject?: JsonObject
  responseObject?: JsonObject
  annotations: Record<string, string>
}

/** The interface, and what is known of it, that flow records are about. One entry serves all records of an interface. */
export interface FlowSubject {
  accountId: string
  interfaceId: string
  region?: string
  vpcId?: string
  subnetId?: string
  instanceId?: string
}

export const ACCEPT = 1
export const REJECT = 2
export const UNKNOWN_DIRECTION = 0
export const INGRESS = 1
export const EGRESS = 2
/** `tcpFlags` of a record whose format has no such field. */
export const NO_TCP_FLAGS = -1

/**
 * One VPC flow log record as numbers; a parser reuses one object for all records, so keep nothing of it.
 * IPv4 addresses are unsigned 32-bit integers; for IPv6 (`family` 6) the four address numbers are 0 and the text is asked for.
 */
export interface FlowRecord {
  /** Index into the parser's subjects. */
  subject: number
  family: 4 | 6
  source: number
  destination: number
  /** `pkt-srcaddr`, the packet's own source behind NAT or a load balancer; equal to `source` when the format lacks it. */
  packetSource: number
  packetDestination: number
  sourcePort: number
  destinationPort: number
  /** IANA protocol number: 1 ICMP, 6 TCP, 17 UDP. */
  protocol: number
  packets: number
  bytes: number
  /** Epoch seconds. */
  start: number
  end: number
  action: typeof ACCEPT | typeof REJECT | 0
  /** OR of the TCP flags seen (SYN 2, SYN-ACK 18, FIN 1, RST 4), or `NO_TCP_FLAGS`. */
  tcpFlags: number
  direction: typeof UNKNOWN_DIRECTION | typeof INGRESS | typeof EGRESS
}
