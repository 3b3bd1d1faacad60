import { Random } from '../../simulate/random.ts'
import { listedAddress } from './addresses.ts'
import { CLUSTER_REQUESTS, type ClusterRequest, podManifest } from './cluster-requests.ts'
import { isListedTurn, joined, type LogSet } from './log-set.ts'

const RECORDS_PER_FILE = 25_000
const FIRST_MS = Date.UTC(2026, 2, 2, 8)
const FILE_MS = 1_800_000
const NODES = 24
const LISTED_CALLERS = 5
const LISTED_EVERY = 10_000

/**
 * Kubernetes audit logs, an event a line: two or three stages of each request, mostly leases, watches, lists and gets by
 * the control plane and the nodes; now and then a pod is made, and once in 10,000 requests a listed address asks.
 */
export function kubernetesLogs(records: number): LogSet {
  return {
    name: 'kubernetes',
    records,
    recordsPerFile: RECORDS_PER_FILE,
    fileName: (file) => `kube-apiserver-audit-${String(file).padStart(4, '0')}.jsonl.gz`,
    pieces: (file, count) => joined(lines(file, count)),
  }
}

function* lines(file: number, count: number): Generator<string> {
  const random = new Random('kubernetes').fork(file)
  const table = CLUSTER_REQUESTS.flatMap((request) => Array.from({ length: request.weight }, () => request))
  let turn = 0
  for (let done = 0; done < count; ) {
    const time = FIRST_MS + file * FILE_MS + Math.floor((done / count) * FILE_MS)
    const drawn = random.pick(table)
    const request = isListedTurn(turn, LISTED_EVERY)
      ? { ...drawn, address: listedAddress(random.whole(0, LISTED_CALLERS - 1)) }
      : drawn
    turn += 1
    for (const event of stages(random, request, time)) {
      if (done === count) return
      yield `${JSON.stringify(event)}\n`
      done += 1
    }
  }
}

function stages(random: Random, request: ClusterRequest, time: number): object[] {
  const node = `ip-10-20-${random.whole(0, 2)}-${random.whole(1, NODES / 3)}.eu-central-1.compute.internal`
  const name = request.object.name ?? (request.named ? `${request.object.resource}-${random.whole(1, 60)}` : undefined)
  const object = { ...request.object, ...(name === undefined ? {} : { name }) }
  const username = request.username.replace('NODE', node)
  const received = `${new Date(time).toISOString().slice(0, -1)}${String(random.whole(0, 999)).padStart(3, '0')}Z`
  const isPod = request.verb === 'create' && object.resource === 'pods'
  const shared = {
    kind: 'Event',
    apiVersion: 'audit.k8s.io/v1',
    level: isPod ? 'RequestResponse' : 'Metadata',
    auditID: random.uuid(),
  }
  const asked = {
    requestURI: uriOf(request, object),
    verb: request.verb,
    user: {
      username,
      ...(request.uid === undefined ? {} : { uid: request.uid }),
      groups: request.groups,
      extra: { 'authentication.kubernetes.io/credential-id': [`JTI=${random.uuid()}`] },
    },
    sourceIPs: [request.address],
    userAgent: request.userAgent,
    objectRef: object,
  }
  const answered = {
    responseStatus: { metadata: {}, code: request.verb === 'create' ? 201 : random.chance(0.02) ? 404 : 200 },
    ...(isPod ? podManifest(random, object.namespace ?? 'default') : {}),
    requestReceivedTimestamp: received,
    stageTimestamp: received.replace(/\d{3}Z$/, '999Z'),
    annotations: { 'authorization.k8s.io/decision': 'allow', 'authorization.k8s.io/reason': request.reason },
  }
  const first = {
    ...shared,
    stage: 'RequestReceived',
    ...asked,
    requestReceivedTimestamp: received,
    stageTimestamp: received,
  }
  const last = { ...shared, stage: 'ResponseComplete', ...asked, ...answered }
  if (request.verb !== 'watch') return [first, last]
  return [first, { ...shared, stage: 'ResponseStarted', ...asked, ...answered }, last]
}

function uriOf({ verb, uriGroup }: ClusterRequest, object: ClusterRequest['object']): string {
  const root = uriGroup === undefined ? '/api/v1' : `/apis/${uriGroup}`
  const namespace = object.namespace === undefined ? '' : `/namespaces/${object.namespace}`
  const name = object.name === undefined || verb === 'create' ? '' : `/${object.name}`
  const subresource = object.subresource === undefined ? '' : `/${object.subresource}`
  const query =
    verb === 'watch' ? '?allowWatchBookmarks=true&resourceVersion=48213301&timeoutSeconds=431&watch=true' : ''
  return `${root}${namespace}/${object.resource}${name}${subresource}${query}`
}
