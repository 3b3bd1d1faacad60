import { Sha256 } from '@aws-crypto/sha256-js'
import { SignatureV4 } from '@smithy/signature-v4'
import { type AccountName, credentialsOf, REGION } from './boot.ts'

/** Posts log bytes to the service, signed as an account. */
export async function deliver(
  url: string,
  account: AccountName,
  bytes: Uint8Array,
  region = REGION,
): Promise<Response> {
  const { hostname, port, host } = new URL(url)
  const signer = new SignatureV4({ service: 'guardduty', region, credentials: credentialsOf(account), sha256: Sha256 })
  const { headers } = await signer.sign({
    method: 'POST',
    protocol: 'http:',
    hostname,
    port: Number(port),
    path: '/ingest/v1/records',
    query: {},
    headers: { host },
    body: bytes,
  })
  return fetch(`${url}/ingest/v1/records`, { method: 'POST', headers, body: Buffer.from(bytes) })
}
