import Type, { type Static } from 'typebox'

/** A port and its name by `portName`; the wire has one shape for the local and the remote side. */
export const PortDetails = Type.Object({
  port: Type.Integer({ minimum: 0, maximum: 65535 }),
  portName: Type.String(),
})
export type PortDetails = Static<typeof PortDetails>

export const LocalIpDetails = Type.Object({ ipAddressV4: Type.String() })
export type LocalIpDetails = Static<typeof LocalIpDetails>
