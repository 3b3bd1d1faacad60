import type { JsonObject } from '../../normalize/event.ts'
import { HOME_ADDRESS } from './cloudtrail-record.ts'
import { identify, timeAt } from './record-time.ts'

export interface AuditOptions {
  /** Seconds after the start of the case. */
  at?: number
  user?: string
  groups?: string[]
  address?: string
  /** Addresses that the client says it forwards for. */
  forwardedFor?: string[]
  namespace?: string
  name?: string
  subresource?: string
  apiGroup?: string
  code?: number
  stage?: string
  uri?: string
  body?: JsonObject
}

/** A Kubernetes audit event: by default an administrator's request, answered with success. */
export function auditRecord(verb: string, resource: string | undefined, options: AuditOptions = {}): JsonObject {
  const { namespace, name, subresource } = options
  const path = [namespace && `namespaces/${namespace}`, resource, name, subresource].filter(Boolean).join('/')
  const record: JsonObject = {
    kind: 'Event',
    apiVersion: 'audit.k8s.io/v1',
    level: options.body === undefined ? 'Metadata' : 'RequestResponse',
    stage: options.stage ?? 'ResponseComplete',
    requestURI: options.uri ?? `/api/v1/${path}`,
    verb,
    user: {
      username: options.user ?? 'admin',
      groups: options.groups ?? ['system:masters', 'system:authenticated'],
    },
    sourceIPs: [...(options.forwardedFor ?? []), options.address ?? HOME_ADDRESS],
    userAgent: 'kubectl/v1.30.0 (linux/amd64) kubernetes/7c48c2b',
    ...(resource === undefined
      ? {}
      : {
          objectRef: {
            resource,
            apiVersion: 'v1',
            ...(namespace === undefined ? {} : { namespace }),
            ...(name === undefined ? {} : { name }),
            ...(subresource === undefined ? {} : { subresource }),
            ...(options.apiGroup === undefined ? {} : { apiGroup: options.apiGroup }),
          },
        }),
    responseStatus: { metadata: {}, code: options.code ?? (verb === 'create' ? 201 : 200) },
    ...(options.body === undefined ? {} : { requestObject: options.body }),
    requestReceivedTimestamp: timeAt(options.at ?? 0),
    stageTimestamp: timeAt(options.at ?? 0),
  }
  return { ...record, auditID: identify({ ...record, stage: '' }) }
}

/** A request by nobody: no token, no certificate. */
export function anonymousRecord(verb: string, resource: string | undefined, options: AuditOptions = {}): JsonObject {
  return auditRecord(verb, resource, { user: 'system:anonymous', groups: ['system:unauthenticated'], ...options })
}

export interface PodOptions {
  image?: string
  privileged?: boolean
  hostPath?: string
  readOnly?: boolean
}

/** A pod specification with one container. */
export function podSpec(options: PodOptions = {}): JsonObject {
  return {
    containers: [
      {
        name: 'main',
        image: options.image ?? 'registry.example.net/team/app:1.4',
        ...(options.privileged === undefined ? {} : { securityContext: { privileged: options.privileged } }),
        ...(options.hostPath === undefined
          ? {}
          : { volumeMounts: [{ name: 'host', mountPath: '/host', ...(options.readOnly ? { readOnly: true } : {}) }] }),
      },
    ],
    ...(options.hostPath === undefined ? {} : { volumes: [{ name: 'host', hostPath: { path: options.hostPath } }] }),
  }
}
