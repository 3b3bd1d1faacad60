import Type, { type Static } from 'typebox'
import { LocalIpDetails, PortDetails } from './port-details.ts'
import { RemoteIpDetails } from './remote-ip-details.ts'

export const PortProbeDetail = Type.Object({
  localPortDetails: PortDetails,
  localIpDetails: Type.Optional(LocalIpDetails),
  remoteIpDetails: RemoteIpDetails,
})
export type PortProbeDetail = Static<typeof PortProbeDetail>

export const PortProbeAction = Type.Object({
  portProbeDetails: Type.Array(PortProbeDetail),
  blocked: Type.Boolean(),
})
export type PortProbeAction = Static<typeof PortProbeAction>
