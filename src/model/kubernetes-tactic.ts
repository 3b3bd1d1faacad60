/** What a request to a cluster serves to do, in the words of the finding types. */
export type KubernetesTactic = 'CredentialAccess' | 'DefenseEvasion' | 'Persistence' | 'Impact' | 'Discovery'

export interface RequestKind {
  /** Lower case, as audit logs have it: `get`, `list`, `create`, … */
  verb: string
  /** Absent for requests that are about no resource, such as `/api`. */
  resource?: string | undefined
  subresource?: string | undefined
  namespace?: string | undefined
  name?: string | undefined
  requestUri: string
}

/**
 * The tactic of a request, or undefined when it serves none: health, readiness and version endpoints are open by intent.
 * The gravest claim wins: credentials, then evasion, persistence, impact, discovery. AWS publishes no such table; this one
 * follows the rules that are public for Kubernetes audit logs.
 */
export function kubernetesTactic(request: RequestKind): KubernetesTactic | undefined {
  const { verb, resource, subresource, requestUri } = request
  if (!resource) return verb === 'get' && !isOpenEndpoint(requestUri) ? 'Discovery' : undefined
  const target = subresource ? `${resource}/${subresource}` : resource
  return (
    ofAwsAuth(request, target) ??
    ofSecurityAgent(request, target) ??
    told.get(`${verb} ${target}`) ??
    (connections.has(target) ? 'Impact' : ofVerb(verb))
  )
}

/** Namespaces in which security agents usually run; touching their workloads is evasion. */
export const securityNamespaces: ReadonlySet<string> = new Set([
  'amazon-guardduty',
  'aqua',
  'calico-system',
  'cattle-neuvector-system',
  'falco',
  'falcon-system',
  'gatekeeper-system',
  'kyverno',
  'neuvector',
  'stackrox',
  'sysdig-agent',
  'tigera-operator',
  'trivy-system',
  'twistlock',
  'wiz',
])

/** `aws-auth` maps IAM identities to users of the cluster. */
function ofAwsAuth({ verb, namespace, name }: RequestKind, target: string): KubernetesTactic | undefined {
  if (target !== 'configmaps' || namespace !== 'kube-system' || name !== 'aws-auth') return undefined
  if (verb === 'get' || verb === 'list') return 'CredentialAccess'
  return verb === 'update' || verb === 'patch' ? 'Persistence' : undefined
}

function ofSecurityAgent({ verb, namespace }: RequestKind, target: string): KubernetesTactic | undefined {
  const workload = target === 'daemonsets' || target === 'deployments'
  const touched = verb === 'delete' || verb === 'deletecollection' || verb === 'patch'
  return workload && touched && namespace && securityNamespaces.has(namespace) ? 'DefenseEvasion' : undefined
}

function ofVerb(verb: string): KubernetesTactic | undefined {
  switch (verb) {
    case 'create':
    case 'update':
    case 'patch':
    case 'delete':
    case 'deletecollection':
      return 'Impact'
    case 'get':
    case 'list':
    case 'watch':
      return 'Discovery'
    default:
      return undefined
  }
}

/** Subresources that open a channel into what runs; clients ask for them with `create` or, over WebSocket, with `get`. */
const connections: ReadonlySet<string> = new Set([
  'nodes/proxy',
  'pods/attach',
  'pods/exec',
  'pods/portforward',
  'pods/proxy',
  'services/proxy',
])

const remove = ['delete', 'deletecollection']
const rewrite = ['update', 'patch']
const rules: readonly { tactic: KubernetesTactic; verbs: readonly string[]; targets: readonly string[] }[] = [
  { tactic: 'CredentialAccess', verbs: ['get', 'list', 'watch'], targets: ['secrets'] },
  { tactic: 'CredentialAccess', verbs: ['create'], targets: ['serviceaccounts/token', 'tokenreviews'] },
  { tactic: 'DefenseEvasion', verbs: remove, targets: ['events', 'auditsinks'] },
  {
    tactic: 'DefenseEvasion',
    verbs: [...remove, ...rewrite],
    targets: [
      'validatingwebhookconfigurations',
      'mutatingwebhookconfigurations',
      'networkpolicies',
      'podsecuritypolicies',
    ],
  },
  {
    tactic: 'Persistence',
    verbs: ['create', ...rewrite],
    targets: [
      'roles',
      'clusterroles',
      'rolebindings',
      'clusterrolebindings',
      'certificatesigningrequests',
      'certificatesigningrequests/approval',
      'cronjobs',
      'daemonsets',
    ],
  },
  { tactic: 'Persistence', verbs: ['create'], targets: ['mutatingwebhookconfigurations'] },
  {
    tactic: 'Discovery',
    verbs: ['create'],
    targets: [
      'selfsubjectaccessreviews',
      'selfsubjectrulesreviews',
      'selfsubjectreviews',
      'subjectaccessreviews',
      'localsubjectaccessreviews',
    ],
  },
]

const told: ReadonlyMap<string, KubernetesTactic> = new Map(
  rules.flatMap(({ tactic, verbs, targets }) =>
    verbs.flatMap((verb) => targets.map((target) => [`${verb} ${target}`, tactic] as const)),
  ),
)

/** `/healthz`, `/livez` and `/readyz` with whatever follows, and `/version`; the query string does not matter. */
const isOpenEndpoint = (requestUri: string): boolean => /^\/(healthz|livez|readyz|version)\/?([/?]|$)/.test(requestUri)
