import Type, { type Static } from 'typebox'
import { LocalIpDetails, PortDetails } from './port-details.ts'
import { RemoteIpDetails } from './remote-ip-details.ts'

export const NetworkConnectionAction = Type.Object({
  connectionDirection: Type.Union([Type.Literal('INBOUND'), Type.Literal('OUTBOUND'), Type.Literal('UNKNOWN')]),
  localIpDetails: Type.Optional(LocalIpDetails),
  remoteIpDetails: RemoteIpDetails,
  remotePortDetails: PortDetails,
  localPortDetails: PortDetails,
  /** A name by `ipProtocolName`: `TCP`, `UDP`, `ICMP`, or a number as text. */
  protocol: Type.String(),
  blocked: Type.Boolean(),
})
export type NetworkConnectionAction = Static<typeof NetworkConnectionAction>
