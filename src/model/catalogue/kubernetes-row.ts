import type { FindingTypeEntry } from './entry.ts'

/** A row about a request to a cluster's API; what all rows share is filled in. */
export const kubernetesRow = (row: KubernetesRow): FindingTypeEntry => ({
  dataSource: 'KUBERNETES_AUDIT_LOGS',
  resourceType: 'EKSCluster',
  actionType: 'KUBERNETES_API_CALL',
  resourceRole: 'TARGET',
  intelCategories: [],
  window: 'Each request by itself.',
  threshold: 'One request.',
  ...row,
})

type Shared = 'dataSource' | 'resourceType' | 'actionType' | 'resourceRole' | 'intelCategories' | 'window' | 'threshold'
type KubernetesRow = Omit<FindingTypeEntry, Shared> & Partial<FindingTypeEntry>

export const auditFields = 'Kubernetes audit logs (level Metadata is enough)'
export const auditBodies = 'Kubernetes audit logs of level Request or RequestResponse for the resource'
