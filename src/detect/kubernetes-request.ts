import type { Action } from '../model/action.ts'
import { type KubernetesTactic, kubernetesTactic } from '../model/kubernetes-tactic.ts'
import type { KubernetesRequest } from '../normalize/event.ts'
import { isIpv4 } from '../std/ipv4.ts'
import type { Context } from './detector.ts'

/**
 * The first public address that the request came through, else the first address, as GuardDuty shows it. All but the last
 * come from headers that a client can forge: good for showing, never for trust.
 */
export function clientAddress(request: KubernetesRequest, context: Context): string | undefined {
  return request.sourceIps.find((address) => context.indicators.addresses.isRoutable(address)) ?? request.sourceIps[0]
}

export function answeredOk(request: KubernetesRequest): boolean {
  return request.statusCode >= 200 && request.statusCode < 300
}

export function isAnonymous(request: KubernetesRequest): boolean {
  return request.user.username === 'system:anonymous'
}

/** GuardDuty's KUBERNETES_API_CALL action. */
export function kubernetesApiCallAction(request: KubernetesRequest, context: Context): Action {
  const address = clientAddress(request, context)
  const question = request.requestUri.indexOf('?')
  return {
    actionType: 'KUBERNETES_API_CALL',
    kubernetesApiCallAction: {
      requestUri: request.requestUri,
      verb: request.verb,
      sourceIPs: [...request.sourceIps],
      userAgent: request.userAgent,
      ...(address !== undefined && isIpv4(address) ? { remoteIpDetails: { ipAddressV4: address } } : {}),
      statusCode: request.statusCode,
      ...(question < 0 ? {} : { parameters: request.requestUri.slice(question + 1) }),
    },
  }
}

/** The account, region, span, resource and action that every Kubernetes signal has. */
export function requestSignal(request: KubernetesRequest, context: Context) {
  return {
    accountId: request.accountId,
    region: request.region,
    first: request.time,
    last: request.time,
    resource: { kind: 'cluster', request } as const,
    action: kubernetesApiCallAction(request, context),
  }
}

/** What the request serves, in the words of the finding types. */
export function tacticOf(request: KubernetesRequest): KubernetesTactic | undefined {
  return kubernetesTactic({ verb: request.verb, requestUri: request.requestUri, ...request.object })
}
