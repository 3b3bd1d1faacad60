import type { Signal } from '../detect/signal.ts'
import type { Action } from '../model/action.ts'
import type { FindingTypeEntry } from '../model/catalogue/index.ts'
import type { Resource } from '../model/resource.ts'

/**
 * Values by name for the key and for the texts of a finding: what resource and action tell, overridden by what the
 * signal states.
 */
export function factsOf(signal: Signal, entry: FindingTypeEntry, resource: Resource): Record<string, string> {
  const facts: Record<string, string> = { accountId: signal.accountId, region: signal.region }
  const set = (name: string, value: string | undefined) => {
    if (value !== undefined && value !== '') facts[name] = value
  }
  set('resourceRole', signal.role ?? (entry.resourceRole === 'BY_DIRECTION' ? undefined : entry.resourceRole))
  set('instanceId', resource.instanceDetails?.instanceId)
  set('principalId', resource.accessKeyDetails?.principalId)
  set('userName', resource.accessKeyDetails?.userName)
  const bucket = resource.s3BucketDetails?.[0]
  set('bucketName', bucket?.name)
  set('bucketArn', bucket?.arn)
  set('clusterName', resource.eksClusterDetails?.name)
  set('clusterArn', resource.eksClusterDetails?.arn ?? resource.eksClusterDetails?.name)
  set('username', resource.kubernetesDetails?.kubernetesUserDetails?.username)
  set('namespace', resource.kubernetesDetails?.kubernetesWorkloadDetails?.namespace)
  const [threat] = signal.threats ?? []
  set('threatListName', threat?.listName)
  for (const [name, value] of actionFacts(signal.action)) set(name, value)
  return { ...facts, ...signal.facts }
}

/** The values of the catalogue's key fields; a field that nothing tells counts as empty. */
export function keyOf(entry: FindingTypeEntry, facts: Readonly<Record<string, string>>): string[] {
  return entry.key.map((field) => facts[field] ?? '')
}

function actionFacts(action: Action): [string, string | undefined][] {
  switch (action.actionType) {
    case 'AWS_API_CALL':
      return [
        ['api', action.awsApiCallAction.api],
        ['serviceName', action.awsApiCallAction.serviceName],
        ['remoteIp', action.awsApiCallAction.remoteIpDetails?.ipAddressV4],
        ['remoteAccountId', action.awsApiCallAction.remoteAccountDetails?.accountId],
      ]
    case 'NETWORK_CONNECTION':
      return [
        ['remoteIp', action.networkConnectionAction.remoteIpDetails.ipAddressV4],
        ['remotePort', String(action.networkConnectionAction.remotePortDetails.port)],
      ]
    case 'PORT_PROBE':
      return [['remoteIp', action.portProbeAction.portProbeDetails[0]?.remoteIpDetails.ipAddressV4]]
    case 'DNS_REQUEST':
      return [['domain', action.dnsRequestAction.domain]]
    case 'KUBERNETES_API_CALL':
      return [
        ['remoteIp', action.kubernetesApiCallAction.remoteIpDetails?.ipAddressV4],
        ['sourceIp', action.kubernetesApiCallAction.sourceIPs[0]],
      ]
  }
}
