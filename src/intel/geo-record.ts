import type { GeoDetails } from './geo.ts'

type Names = { names?: { en?: string } }

/** A record of a GeoIP database: DB-IP's flat members, or MaxMind's nested ones. */
export interface PlaceRecord {
  country_code?: string
  city?: string | Names
  latitude?: number
  longitude?: number
  country?: Names & { iso_code?: string }
  location?: { latitude?: number; longitude?: number }
  autonomous_system_number?: number
  autonomous_system_organization?: string
}

const countryNames = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' })

/** What a record tells, in Picket's members. */
export function placeOf(record: PlaceRecord): GeoDetails {
  const countryCode = record.country_code ?? record.country?.iso_code
  const countryName = record.country?.names?.en ?? (countryCode === undefined ? undefined : nameOf(countryCode))
  const cityName = typeof record.city === 'string' ? record.city : record.city?.names?.en
  const lat = record.latitude ?? record.location?.latitude
  const lon = record.longitude ?? record.location?.longitude
  const asn = record.autonomous_system_number
  const asnOrg = record.autonomous_system_organization
  return {
    ...(countryCode === undefined ? {} : { countryCode }),
    ...(countryName === undefined ? {} : { countryName }),
    ...(cityName === undefined || cityName === '' ? {} : { cityName }),
    ...(lat === undefined ? {} : { lat: rounded(lat) }),
    ...(lon === undefined ? {} : { lon: rounded(lon) }),
    ...(asn === undefined ? {} : { asn }),
    ...(asnOrg === undefined ? {} : { asnOrg }),
  }
}

function nameOf(countryCode: string): string | undefined {
  return /^[A-Z]{2}$/.test(countryCode) ? countryNames.of(countryCode) : undefined
}

/** Databases hold single-precision floats; four decimals are eleven metres. */
function rounded(degrees: number): number {
  return Math.round(degrees * 1e4) / 1e4
}
