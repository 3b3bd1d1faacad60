import Type, { type Static } from 'typebox'
import { AwsApiCallAction } from './aws-api-call-action.ts'
import { DnsRequestAction } from './dns-request-action.ts'
import { KubernetesApiCallAction } from './kubernetes-api-call-action.ts'
import { NetworkConnectionAction } from './network-connection-action.ts'
import { PortProbeAction } from './port-probe-action.ts'

/** `actionType` and the one member that it names. */
export const Action = Type.Union([
  Type.Object({
    actionType: Type.Literal('NETWORK_CONNECTION'),
    networkConnectionAction: NetworkConnectionAction,
  }),
  Type.Object({ actionType: Type.Literal('PORT_PROBE'), portProbeAction: PortProbeAction }),
  Type.Object({ actionType: Type.Literal('DNS_REQUEST'), dnsRequestAction: DnsRequestAction }),
  Type.Object({ actionType: Type.Literal('AWS_API_CALL'), awsApiCallAction: AwsApiCallAction }),
  Type.Object({
    actionType: Type.Literal('KUBERNETES_API_CALL'),
    kubernetesApiCallAction: KubernetesApiCallAction,
  }),
])
export type Action = Static<typeof Action>
export type ActionType = Action['actionType']
