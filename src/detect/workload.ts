import { isObject, objectAt } from '../inventory/members.ts'
import type { JsonObject, JsonValue, KubernetesRequest } from '../normalize/event.ts'
import type { Topic } from './topic.ts'

export interface WorkloadContainer {
  name: string
  image: string
  /** The image without tag and digest. */
  imagePrefix: string
  privileged: boolean
  mounts: { name: string; mountPath: string; readOnly: boolean }[]
}

/** A pod, or the pod template of a workload, as a request asks for it. */
export interface Workload {
  /** The resource as the request spells it: `pods`, `deployments`, … */
  type: string
  name: string
  namespace: string
  uid?: string
  hostNetwork: boolean
  containers: WorkloadContainer[]
  volumes: { name: string; hostPath?: string }[]
}

/** Where the pod specification is in a workload of each kind. */
const POD_SPEC_PATHS: Readonly<Record<string, readonly string[]>> = {
  pods: ['spec'],
  deployments: ['spec', 'template', 'spec'],
  daemonsets: ['spec', 'template', 'spec'],
  statefulsets: ['spec', 'template', 'spec'],
  replicasets: ['spec', 'template', 'spec'],
  replicationcontrollers: ['spec', 'template', 'spec'],
  jobs: ['spec', 'template', 'spec'],
  cronjobs: ['spec', 'jobTemplate', 'spec', 'template', 'spec'],
}

/** Requests that can launch a workload: to create it, or to change its template. */
export const LAUNCHES: readonly Topic[] = [
  ...Object.keys(POD_SPEC_PATHS).flatMap((resource) =>
    ['create', 'update', 'patch'].map((verb): Topic => `request:${verb} ${resource}`),
  ),
  'request:update pods/ephemeralcontainers',
  'request:patch pods/ephemeralcontainers',
]

/**
 * The workload in a request's body: what was asked for, or what the API server made of a patch. Undefined when the
 * request is about no workload, or the audit level keeps bodies out of the log.
 */
export function workloadOf(request: KubernetesRequest): Workload | undefined {
  const { object } = request
  const path = object === undefined ? undefined : POD_SPEC_PATHS[object.resource]
  if (object === undefined || path === undefined) return undefined
  if (object.subresource !== undefined && object.subresource !== 'ephemeralcontainers') return undefined
  const body = [request.responseObject, request.requestObject].find(
    (one) => isObject(one) && descend(one, path) !== undefined,
  )
  if (body === undefined) return undefined
  const spec = descend(body, path)
  if (spec === undefined) return undefined
  const metadata = objectAt(body['metadata'])
  const uid = textOf(metadata['uid'])
  return {
    type: object.resource,
    name: object.name ?? textOf(metadata['name']) ?? textOf(metadata['generateName']) ?? '',
    namespace: object.namespace ?? textOf(metadata['namespace']) ?? 'default',
    ...(uid === undefined ? {} : { uid }),
    hostNetwork: spec['hostNetwork'] === true,
    containers: ['initContainers', 'containers', 'ephemeralContainers'].flatMap((kind) =>
      arrayOf(spec[kind]).map((container) => containerOf(objectAt(container))),
    ),
    volumes: arrayOf(spec['volumes']).map((volume) => volumeOf(objectAt(volume))),
  }
}

/** Agents that every node runs and that must have power over it. */
const NODE_AGENT =
  /(^|\/)(aws-node|amazon-k8s-cni|aws-network-policy-agent|kube-proxy|aws-ebs-csi-driver|aws-efs-csi-driver|fluent-bit|aws-for-fluent-bit|fluentd|node-exporter|cilium|calico|flannel)/

/** Whether a container is such an agent, where the cluster's operator puts them: in kube-system, and nowhere else. */
export function isNodeAgent({ namespace }: Workload, { imagePrefix }: WorkloadContainer): boolean {
  return namespace === 'kube-system' && NODE_AGENT.test(imagePrefix)
}

function containerOf(container: JsonObject): WorkloadContainer {
  const image = textOf(container['image']) ?? ''
  return {
    name: textOf(container['name']) ?? '',
    image,
    imagePrefix: imagePrefixOf(image),
    privileged: objectAt(container['securityContext'])['privileged'] === true,
    mounts: arrayOf(container['volumeMounts']).map((mount) => {
      const { name, mountPath, readOnly } = objectAt(mount)
      return { name: textOf(name) ?? '', mountPath: textOf(mountPath) ?? '', readOnly: readOnly === true }
    }),
  }
}

function volumeOf(volume: JsonObject): Workload['volumes'][number] {
  const path = textOf(objectAt(volume['hostPath'])['path'])
  return { name: textOf(volume['name']) ?? '', ...(path === undefined ? {} : { hostPath: path }) }
}

/** An image reference without digest and tag; a registry's port is not a tag. */
export function imagePrefixOf(image: string): string {
  const [reference] = image.split('@')
  const colon = reference.lastIndexOf(':')
  return colon > reference.lastIndexOf('/') ? reference.slice(0, colon) : reference
}

function descend(body: JsonObject, path: readonly string[]): JsonObject | undefined {
  let value: JsonValue | undefined = body
  for (const member of path) {
    if (!isObject(value)) return undefined
    value = value[member]
  }
  return isObject(value) && Array.isArray(value['containers'] ?? value['ephemeralContainers']) ? value : undefined
}

function arrayOf(value: JsonValue | undefined): JsonValue[] {
  return Array.isArray(value) ? value : []
}

function textOf(value: JsonValue | undefined): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}
