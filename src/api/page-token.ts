import { createHmac, timingSafeEqual } from 'node:crypto'
import { invalidNextToken } from './wire-error.ts'

const TAG_BYTES = 16
const TOKEN_CHARS_MAX = 8192

/** Writes and reads page tokens: opaque to clients, and worth nothing when changed or used for another request. */
export class PageTokens {
  readonly #key: Uint8Array
  readonly #scope: string

  /** `scope` is everything that a token belongs to: operation, account, detector, criteria. */
  constructor(key: Uint8Array, scope: string) {
    this.#key = key
    this.#scope = scope
  }

  write(position: string): string {
    const body = Buffer.from(position, 'utf8')
    return Buffer.concat([this.#tag(body), body]).toString('base64url')
  }

  /** Throws the wire error for a token that this did not write. */
  read(token: string): string {
    if (token.length > TOKEN_CHARS_MAX || !/^[A-Za-z0-9_-]+$/.test(token)) throw invalidNextToken()
    const bytes = Buffer.from(token, 'base64url')
    const body = bytes.subarray(TAG_BYTES)
    if (bytes.length < TAG_BYTES || !timingSafeEqual(bytes.subarray(0, TAG_BYTES), this.#tag(body))) {
      throw invalidNextToken()
    }
    return body.toString('utf8')
  }

  #tag(body: Uint8Array): Buffer {
    return createHmac('sha256', this.#key).update(`${this.#scope}\n`).update(body).digest().subarray(0, TAG_BYTES)
  }
}
