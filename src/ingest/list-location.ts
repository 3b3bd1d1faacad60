import { realpath } from 'node:fs/promises'
import { isIP } from 'node:net'
import { sep } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Where a list file is, told from the `location` of an IP set or threat intel set. */
export type ListLocation =
  | { kind: 's3'; bucket: string; key: string }
  | { kind: 'https'; url: URL }
  | { kind: 'file'; path: string }

export interface AllowedLocations {
  /** Hosts of `https://` locations. */
  allowHosts: readonly string[]
  /** Folders of `file://` locations. */
  allowFiles: readonly string[]
  /** The S3 server in use, when it is not AWS's: its own addresses are S3 locations too. */
  s3Endpoint?: string
}

/** A location that cannot be or may not be read; the message says what to do. */
export class LocationRefused extends Error {}

/**
 * Reads a location: `s3://bucket/key`, the forms of S3's own addresses (api-behaviour.md section 6), and `https://` and
 * `file://` as far as the configuration allows. Throws `LocationRefused`.
 */
export async function readLocation(location: string, allowed: AllowedLocations): Promise<ListLocation> {
  let url: URL
  try {
    url = new URL(location)
  } catch {
    throw new LocationRefused('the location is no URL: write s3://bucket/key')
  }
  if (url.username !== '' || url.password !== '') throw new LocationRefused('the location must not hold a password')
  if (url.protocol === 's3:') return s3Location(url.host, url.pathname)
  if (url.protocol === 'https:' || url.protocol === 'http:') return webLocation(url, allowed)
  if (url.protocol === 'file:') return fileLocation(url, allowed.allowFiles)
  throw new LocationRefused(`the location must be s3://, https:// or file://, not ${url.protocol}//`)
}

function s3Location(bucket: string, pathname: string): ListLocation {
  const key = decodeURIComponent(pathname.slice(1))
  if (bucket === '' || key === '') throw new LocationRefused('the location names no bucket or no object')
  return { kind: 's3', bucket, key }
}

/** `s3.amazonaws.com`, `s3-region.amazonaws.com`, `s3.region.amazonaws.com`, with or without a bucket before it. */
const S3_HOST = /^(?:(?<bucket>.+)\.)?s3(?:[.-](?:dualstack\.)?[a-z0-9-]+)?\.amazonaws\.com(?:\.cn)?$/

function webLocation(url: URL, { allowHosts, s3Endpoint }: AllowedLocations): ListLocation {
  const own = s3Endpoint === undefined ? undefined : new URL(s3Endpoint)
  const match = S3_HOST.exec(url.hostname)
  if (match !== null || (own !== undefined && own.host === url.host)) {
    const bucket = match?.groups?.['bucket']
    if (bucket !== undefined) return s3Location(bucket, url.pathname)
    const [, first = '', ...rest] = url.pathname.split('/')
    return s3Location(decodeURIComponent(first), `/${rest.join('/')}`)
  }
  if (url.protocol === 'http:') throw new LocationRefused('a list is fetched over https:// only')
  const host = url.hostname.toLowerCase()
  if (!allowHosts.some((one) => one.toLowerCase() === host)) {
    const kind = isIP(host) === 0 ? 'host' : 'address'
    throw new LocationRefused(`the ${kind} ${host} is not among the configuration's lists.allowHosts`)
  }
  return { kind: 'https', url }
}

/** Links are followed before the folder is compared, so that none leads out of it. */
async function fileLocation(url: URL, allowFiles: readonly string[]): Promise<ListLocation> {
  let path: string
  try {
    path = await realpath(fileURLToPath(url))
  } catch {
    throw new LocationRefused('there is no such file, or it may not be read')
  }
  for (const folder of allowFiles) {
    const root = await realpath(folder).catch(() => undefined)
    if (root !== undefined && path.startsWith(root.endsWith(sep) ? root : root + sep)) return { kind: 'file', path }
  }
  throw new LocationRefused("the file lies in none of the folders of the configuration's lists.allowFiles")
}
