import { isObject, objectAt } from '../inventory/members.ts'
import type { JsonObject, KubernetesRequest } from '../normalize/event.ts'
import type { Topic } from './topic.ts'

/** Requests that make or change a service. */
export const SERVICE_CHANGES: readonly Topic[] = ['create', 'update', 'patch'].map(
  (verb): Topic => `request:${verb} services`,
)

/** A service that a load balancer puts on the internet. */
export interface ExposedService {
  name: string
  namespace: string
  /** Labels of the service and of what it selects. */
  apps: string[]
}

/** Annotations that keep a load balancer inside the network, and the values that do. */
const INTERNAL: Readonly<Record<string, readonly string[]>> = {
  'service.beta.kubernetes.io/aws-load-balancer-internal': ['true', '0.0.0.0/0'],
  'service.beta.kubernetes.io/aws-load-balancer-scheme': ['internal'],
}

/**
 * The service that a request exposes: one that is of type LoadBalancer afterwards, as far as the body tells, and not
 * marked as internal. Undefined for other services and when the audit level keeps bodies out of the log.
 */
export function exposedServiceOf(request: KubernetesRequest): ExposedService | undefined {
  const { object, requestObject, responseObject } = request
  if (object?.resource !== 'services' || object.subresource !== undefined) return undefined
  const body = [responseObject, requestObject].find((one) => isObject(one?.['spec']))
  if (body === undefined || objectAt(body, 'spec')['type'] !== 'LoadBalancer') return undefined
  const metadata = objectAt(body, 'metadata')
  if (isInternal(objectAt(metadata, 'annotations'))) return undefined
  const labels = [objectAt(body, 'spec', 'selector'), objectAt(metadata, 'labels')]
  return {
    name: object.name ?? String(metadata['name'] ?? ''),
    namespace: object.namespace ?? String(metadata['namespace'] ?? 'default'),
    apps: labels.flatMap((one) => [one['k8s-app'], one['app.kubernetes.io/name'], one['app']]).filter(isText),
  }
}

function isInternal(annotations: JsonObject): boolean {
  return Object.entries(INTERNAL).some(([name, values]) => values.includes(String(annotations[name])))
}

function isText(value: unknown): value is string {
  return typeof value === 'string'
}
