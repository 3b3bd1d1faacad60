import { createHmac } from 'node:crypto'
import { canonicalRequest, sha256Hex } from './canonical-request.ts'

export interface Credentials {
  id: string
  secret: string
}

export interface Unsigned {
  method: string
  url: URL
  region: string
  body: Uint8Array
  /** Epoch milliseconds. */
  now: number
}

const hmac = (key: string | Uint8Array, text: string) => createHmac('sha256', key).update(text).digest()

/** Headers that sign a request for this API by Signature Version 4, for Picket's own clients. */
export function signRequest(
  { method, url, region, body, now }: Unsigned,
  { id, secret }: Credentials,
): Record<string, string> {
  const timestamp = `${new Date(now).toISOString().replaceAll(/[-:]|\.\d+/g, '')}`
  const day = timestamp.slice(0, 8)
  const scope = `${day}/${region}/guardduty/aws4_request`
  const headers = { host: url.host, 'x-amz-date': timestamp }
  const raw = { method, rawPath: url.pathname, rawQuery: url.search.slice(1), headers, body }
  const signed = Object.keys(headers)
  const toSign = `AWS4-HMAC-SHA256\n${timestamp}\n${scope}\n${sha256Hex(canonicalRequest(raw, signed, sha256Hex(body)) ?? '')}`
  const key = [day, region, 'guardduty', 'aws4_request'].reduce<string | Uint8Array>(hmac, `AWS4${secret}`)
  const signature = hmac(key, toSign).toString('hex')
  return {
    ...headers,
    authorization: `AWS4-HMAC-SHA256 Credential=${id}/${scope}, SignedHeaders=${signed.join(';')}, Signature=${signature}`,
  }
}
