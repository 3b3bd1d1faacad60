/** Where an address is and whose network it is in; what is not known is absent. */
export interface GeoDetails {
  countryCode?: string
  countryName?: string
  cityName?: string
  lat?: number
  lon?: number
  asn?: number
  asnOrg?: string
  isp?: string
  org?: string
}

/** Look-up of places and networks. */
export interface Geo {
  locate(address: string): GeoDetails
  /** Databases that are missing or could not be read, in words for the user. */
  readonly warnings: readonly string[]
}

export const NOWHERE: GeoDetails = {}
