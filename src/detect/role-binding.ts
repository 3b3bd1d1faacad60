import { isObject } from '../inventory/members.ts'
import type { JsonObject, KubernetesRequest } from '../normalize/event.ts'
import type { Topic } from './topic.ts'

/** Requests that make or change a role binding. */
export const BINDING_CHANGES: readonly Topic[] = ['rolebindings', 'clusterrolebindings'].flatMap((resource) =>
  ['create', 'update', 'patch'].map((verb): Topic => `request:${verb} ${resource}`),
)

/** A role binding as a request asks for it, or as the API server answered it. */
export interface RoleBinding {
  name: string
  /** Subjects that are objects; `kind`, `name` and `namespace` are what matters. */
  subjects: JsonObject[]
  /** `ClusterRole name` or `Role name`; undefined when a patch does not repeat it. */
  role?: string
  body: JsonObject
}

/** The binding in the request's body; undefined when the body names no subjects or the audit level keeps it out. */
export function roleBindingOf({ object, requestObject, responseObject }: KubernetesRequest): RoleBinding | undefined {
  const body = [responseObject, requestObject].find((one) => Array.isArray(one?.['subjects']))
  if (body === undefined) return undefined
  const subjects = body['subjects']
  const roleRef = body['roleRef']
  const metadata = body['metadata']
  return {
    name: object?.name ?? (isObject(metadata) ? String(metadata['name'] ?? '') : ''),
    subjects: Array.isArray(subjects) ? subjects.filter(isObject) : [],
    ...(isObject(roleRef) ? { role: `${String(roleRef['kind'])} ${String(roleRef['name'])}` } : {}),
    body,
  }
}
