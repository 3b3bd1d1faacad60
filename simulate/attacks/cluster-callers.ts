import type { JsonObject } from '../../src/normalize/event.ts'
import { type ListName, listedHost } from '../indicators.ts'
import { ANONYMOUS, clusterUser, KUBECTL } from '../life/cluster-requests.ts'
import { strangerAddress } from '../organisation/places.ts'
import type { AuditStage } from '../records/audit-event.ts'
import { auditRequest, objectRef } from '../records/make.ts'
import type { Attack, Outcome, Scene } from './attack.ts'

const RBAC = 'rbac.authorization.k8s.io'

/** A request of each tactic: verb, resource, where. */
const REQUESTS: Readonly<Record<string, readonly [verb: string, resource: string, uri: string, object: JsonObject]>> = {
  Discovery: ['list', 'pods', '/api/v1/namespaces/default/pods', { namespace: 'default' }],
  CredentialAccess: ['list', 'secrets', '/api/v1/namespaces/default/secrets', { namespace: 'default' }],
  DefenseEvasion: ['delete', 'events', '/api/v1/namespaces/default/events/x', { namespace: 'default', name: 'x' }],
  Persistence: ['create', 'clusterrolebindings', `/apis/${RBAC}/v1/clusterrolebindings`, { name: 'x', apiGroup: RBAC }],
  Impact: [
    'create',
    'serviceaccounts',
    '/api/v1/namespaces/default/serviceaccounts',
    { namespace: 'default', name: 'x' },
  ],
}
const TACTICS = Object.keys(REQUESTS)

const CALLERS: readonly (readonly [family: string, list: ListName])[] = [
  ['TorIPCaller', 'torExits'],
  ['MaliciousIPCaller', 'maliciousCallers'],
  ['MaliciousIPCaller.Custom', 'customThreats'],
]

/** Somebody's own access to the cluster, used from an address on a list. */
const listed: Attack[] = CALLERS.flatMap(([family, list]) =>
  TACTICS.map((tactic) => ({
    name: `cluster-${tactic.toLowerCase()}-${list.toLowerCase()}`,
    finds: [`${tactic}:Kubernetes/${family}`],
    run: (scene: Scene) => {
      const person = scene.random.pick(scene.organisation.people)
      const user = clusterUser(scene.organisation.cluster, person.userName)
      const from = listedHost(scene.indicators[list], scene.random)
      return requested(scene, `${tactic}:Kubernetes/${family}`, tactic, { user, from, userAgent: KUBECTL })
    },
  })),
)

/** Nobody in particular is let in. Discovery of that kind comes with the binding that allows it. */
const anonymous: Attack[] = TACTICS.filter((tactic) => tactic !== 'Discovery').map((tactic) => ({
  name: `cluster-anonymous-${tactic.toLowerCase()}`,
  finds: [`${tactic}:Kubernetes/SuccessfulAnonymousAccess`],
  run: (scene: Scene) => {
    const caller = { user: ANONYMOUS, from: strangerAddress(scene.random), userAgent: 'curl/8.11.0' }
    return requested(scene, `${tactic}:Kubernetes/SuccessfulAnonymousAccess`, tactic, caller)
  },
}))

type Caller = Pick<AuditStage, 'user' | 'from' | 'userAgent'>

function requested(scene: Scene, type: string, tactic: string, caller: Caller): Outcome {
  const [verb = '', resource = '', uri = '', where = {}] = REQUESTS[tactic] ?? []
  return made(scene, type, {
    ...caller,
    verb,
    uri,
    object: objectRef(resource, where),
    status: verb === 'create' ? 201 : 200,
  })
}

type Request = Caller & Pick<AuditStage, 'verb' | 'uri'> & Partial<AuditStage>

function made({ organisation, random, at }: Scene, type: string, request: Request): Outcome {
  const { cluster } = organisation
  const records = auditRequest(random, cluster, { time: at, ...request })
  const { accountId, region, name: resource } = cluster
  return { deeds: [{ type, accountId, region, resource, role: 'TARGET', records }] }
}

/** Changes that somebody of the organisation makes, and should not: a binding, and two services on the internet. */
const changes: Attack[] = [
  {
    name: 'default-account-administrator',
    type: 'Policy:Kubernetes/AdminAccessToDefaultServiceAccount',
    resource: 'clusterrolebindings',
    uri: `/apis/${RBAC}/v1/clusterrolebindings`,
    where: { name: 'ci-admin', apiGroup: RBAC },
    body: {
      roleRef: { apiGroup: RBAC, kind: 'ClusterRole', name: 'cluster-admin' },
      subjects: [{ kind: 'ServiceAccount', name: 'default', namespace: 'default' }],
    },
  },
  {
    name: 'dashboard-exposed',
    type: 'Policy:Kubernetes/ExposedDashboard',
    ...service('kubernetes-dashboard', 'kubernetes-dashboard'),
  },
  {
    name: 'kubeflow-exposed',
    type: 'Policy:Kubernetes/KubeflowDashboardExposed',
    ...service('kubeflow', 'centraldashboard'),
  },
].map(({ name, type, resource, uri, where, body }) => ({
  name,
  finds: [type],
  run: (scene: Scene) => {
    const { people, cluster } = scene.organisation
    const person = scene.random.pick(people)
    const request = { metadata: { name: String(where.name) }, ...body }
    return made(scene, type, {
      user: clusterUser(cluster, person.userName),
      from: person.officeAddress,
      userAgent: KUBECTL,
      verb: 'create',
      uri,
      level: 'RequestResponse',
      status: 201,
      object: objectRef(resource, where),
      request,
      response: request,
    })
  },
}))

function service(namespace: string, name: string) {
  return {
    resource: 'services',
    uri: `/api/v1/namespaces/${namespace}/services`,
    where: { namespace, name },
    body: { spec: { type: 'LoadBalancer', ports: [{ port: 443 }] } },
  }
}

export const clusterCallerAttacks: Attack[] = [...listed, ...anonymous, ...changes]
