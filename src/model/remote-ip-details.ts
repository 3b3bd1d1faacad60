import Type, { type Static } from 'typebox'

export const Organization = Type.Object({
  /** A number as text; `-1` or `0` when unknown. */
  asn: Type.Optional(Type.String()),
  asnOrg: Type.Optional(Type.String()),
  isp: Type.Optional(Type.String()),
  org: Type.Optional(Type.String()),
})
export type Organization = Static<typeof Organization>

export const Country = Type.Object({
  /** ISO 3166 alpha-2; the service normally leaves it out. */
  countryCode: Type.Optional(Type.String()),
  countryName: Type.Optional(Type.String()),
})
export type Country = Static<typeof Country>

/** The address on the other side, and where it is. Place and network need a GeoIP database and are left out without one. */
export const RemoteIpDetails = Type.Object({
  ipAddressV4: Type.String(),
  organization: Type.Optional(Organization),
  country: Type.Optional(Country),
  city: Type.Optional(Type.Object({ cityName: Type.Optional(Type.String()) })),
  geoLocation: Type.Optional(Type.Object({ lat: Type.Number(), lon: Type.Number() })),
})
export type RemoteIpDetails = Static<typeof RemoteIpDetails>
