import type { RemoteIpDetails } from '../../model/remote-ip-details.ts'

/** The other side of every sample. */
export const REMOTE_IP = '198.51.100.0'

/** An address with the placeholders for its place and network; unknown networks are numbered -1, and 0 in clusters. */
export function placeholderRemote({
  ipAddressV4 = REMOTE_IP,
  asn = '-1',
  suffix = '',
  org = 'GeneratedFindingORG',
}: {
  ipAddressV4?: string
  asn?: string
  suffix?: string
  org?: string
} = {}): RemoteIpDetails {
  return {
    ipAddressV4,
    organization: {
      asn,
      asnOrg: `GeneratedFindingASNOrg${suffix}`,
      isp: `GeneratedFindingISP${suffix}`,
      org: `${org}${suffix}`,
    },
    country: { countryName: `GeneratedFindingCountryName${suffix}` },
    city: { cityName: `GeneratedFindingCityName${suffix}` },
    geoLocation: { lat: 0, lon: 0 },
  }
}
