import type { EksClusterDetails } from '../model/eks-cluster-details.ts'
import { partitionOf } from '../model/partition.ts'
import type { ApiCall, JsonObject, JsonValue } from '../normalize/event.ts'
import { tagsFrom } from './instance-documents.ts'
import type { Knowledge } from './knowledge.ts'
import { camelCased, compact, isObject, objectAt, textAt } from './members.ts'

const EKS = 'eks.amazonaws.com'

export const EKS_CALLS = ['CreateCluster', 'DeleteCluster', 'DescribeCluster', 'TagResource', 'UntagResource'].map(
  (name) => `${EKS}:${name}`,
)

export function learnClusterCall({ clusters }: Knowledge, call: ApiCall): void {
  if (call.name === 'TagResource' || call.name === 'UntagResource') {
    learnTags(clusters, call)
    return
  }
  const cluster = objectAt(call.response, 'cluster')
  const name = textAt(call.request, 'name') ?? textAt(cluster, 'name')
  if (name === undefined) return
  const key = `${call.accountId} ${call.region} ${name}`
  if (call.name === 'DeleteCluster') {
    clusters.delete(key)
    return
  }
  // Calls that only read carry no answer: they tell that the cluster is there, and nothing else.
  if (Object.keys(cluster).length === 0 && clusters.has(key)) return
  const described = { ...call.request, ...cluster, name }
  clusters.set(key, clusterDetails(described, call.accountId, call.region))
}

function learnTags(clusters: Knowledge['clusters'], call: ApiCall): void {
  const arn = textAt(call.request, 'resourceArn') ?? ''
  const name = /:cluster\/([^/]+)$/.exec(decoded(arn))?.[1]
  const key = `${call.accountId} ${call.region} ${name}`
  const known = clusters.get(key)
  if (known === undefined) return
  const removed = call.request['tagKeys']
  const kept = (known.tags ?? []).filter((tag) => !(Array.isArray(removed) && removed.includes(tag.key ?? '')))
  const added = tagsOf(call.request['tags'])
  const others = kept.filter((tag) => !added.some((one) => one.key === tag.key))
  clusters.set(key, { ...known, tags: [...others, ...added] })
}

/** The text without percent escapes; as it is, when they are none. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** A cluster as CloudTrail, EKS and Config describe it. `createdAt` becomes epoch seconds. */
export function clusterDetails(cluster: JsonObject, accountId: string, region: string): EksClusterDetails {
  const name = textAt(cluster, 'name') ?? ''
  return compact({
    name,
    arn: textAt(cluster, 'arn') ?? `arn:${partitionOf(region)}:eks:${region}:${accountId}:cluster/${name}`,
    vpcId: textAt(objectAt(cluster, 'resourcesVpcConfig'), 'vpcId'),
    status: textAt(cluster, 'status'),
    tags: tagsOf(cluster['tags']),
    createdAt: epochSeconds(cluster['createdAt']),
  })
}

/** Tags as EKS writes them, by key; or as a list, as AWS Config does. */
export function tagsOf(tags: JsonValue | undefined): { key: string; value: string }[] {
  if (Array.isArray(tags)) return tagsFrom(camelCased(tags))
  return isObject(tags) ? Object.entries(tags).map(([key, value]) => ({ key, value: String(value ?? '') })) : []
}

export function epochSeconds(value: JsonValue | undefined): number | undefined {
  if (typeof value === 'number') return value > 1e11 ? value / 1000 : value
  const time = typeof value === 'string' ? Date.parse(value) : Number.NaN
  return Number.isNaN(time) ? undefined : time / 1000
}
