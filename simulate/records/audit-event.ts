import type { JsonObject } from '../../src/normalize/event.ts'
import { isoMicroseconds } from '../time-text.ts'

/** One stage of one request to a Kubernetes API server. */
export interface AuditStage {
  time: number
  /** Microseconds within the millisecond, at which the request came in. */
  microseconds: number
  /** How long the answer took, milliseconds. */
  answeredMs: number
  id: string
  stage: 'RequestReceived' | 'ResponseStarted' | 'ResponseComplete'
  level: 'Metadata' | 'Request' | 'RequestResponse'
  verb: string
  uri: string
  user: { username: string; uid?: string; groups: string[]; extra?: Record<string, string[]> }
  from: string
  userAgent: string
  /** `objectRef`; absent for `/api`, `/healthz` and the like. */
  object?: JsonObject
  status: number
  request?: JsonObject
  response?: JsonObject
  reason: string
}

/** An event of the `audit.k8s.io/v1` API. */
export function auditEvent(overrides: Partial<AuditStage> = {}): JsonObject {
  const { object: exampleObject, ...example } = exampleStage()
  const object = overrides.object ?? (overrides.uri === undefined ? exampleObject : undefined)
  const of: AuditStage = { ...example, ...overrides, ...(object === undefined ? {} : { object }) }
  const received = isoMicroseconds(of.time, of.microseconds)
  const answered = of.stage !== 'RequestReceived'
  return {
    kind: 'Event',
    apiVersion: 'audit.k8s.io/v1',
    level: of.level,
    auditID: of.id,
    stage: of.stage,
    requestURI: of.uri,
    verb: of.verb,
    user: of.user,
    sourceIPs: [of.from],
    userAgent: of.userAgent,
    ...(of.object === undefined ? {} : { objectRef: of.object }),
    ...(answered ? { responseStatus: responseStatus(of.status) } : {}),
    ...(of.request === undefined || !answered ? {} : { requestObject: of.request }),
    ...(of.response === undefined || of.stage !== 'ResponseComplete' ? {} : { responseObject: of.response }),
    requestReceivedTimestamp: received,
    stageTimestamp: answered ? isoMicroseconds(of.time + of.answeredMs, of.microseconds) : received,
    ...(answered ? { annotations: decision(of) } : {}),
  }
}

function responseStatus(code: number): JsonObject {
  if (code < 400) return { metadata: {}, code }
  const reason = code === 403 ? 'Forbidden' : code === 404 ? 'NotFound' : 'Conflict'
  return { metadata: {}, status: 'Failure', reason, code }
}

function decision(of: AuditStage): JsonObject {
  const allowed = of.status !== 403
  return {
    'authorization.k8s.io/decision': allowed ? 'allow' : 'forbid',
    'authorization.k8s.io/reason': allowed ? of.reason : '',
  }
}

/** Somebody lists the pods of the default namespace. */
function exampleStage(): AuditStage {
  return {
    time: 1_772_438_400_000,
    microseconds: 120,
    answeredMs: 4,
    id: '724034a2-62f3-4551-a5b6-e1da0f64a8d8',
    stage: 'ResponseComplete',
    level: 'Metadata',
    verb: 'list',
    uri: '/api/v1/namespaces/default/pods?limit=500',
    user: { username: 'kubernetes-admin', groups: ['system:masters', 'system:authenticated'] },
    from: '85.240.1.10',
    userAgent: 'kubectl/v1.31.2 (linux/amd64) kubernetes/5864a46',
    object: { resource: 'pods', namespace: 'default', apiVersion: 'v1' },
    status: 200,
    reason: '',
  }
}
