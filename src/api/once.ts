import { createHash } from 'node:crypto'
import type { Stores } from '../store/ports.ts'

/** How long a client token is remembered (api-behaviour.md section 2.7). */
const TOKEN_KEPT_MS = 600_000

export interface Creation {
  operation: string
  /** Account and region, or the detector. */
  scope: string
  /** `clientToken`: the same token with the same content gets the first answer again. */
  token: string | undefined
  /** Everything that was asked for. */
  input: object
  now: number
}

/** Runs `create` unless the same request has been answered, within the transaction that it is part of. */
export async function once<Response extends object>(
  stores: Stores,
  { operation, scope, token, input, now }: Creation,
  create: () => Promise<Response>,
): Promise<Response> {
  if (token === undefined || token === '') return create()
  const key = `${operation} ${scope} ${token}`
  const requestDigest = createHash('sha256').update(JSON.stringify(input)).digest('hex')
  const known = await stores.idempotency.find(key, now)
  if (known !== undefined && known.requestDigest === requestDigest) return known.response as Response
  const response = await create()
  await stores.idempotency.put(key, { requestDigest, response, expiresAt: now + TOKEN_KEPT_MS })
  return response
}
