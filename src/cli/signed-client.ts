import { type Credentials, signRequest } from '../api/sign-request.ts'
import { systemClock } from '../std/clock.ts'

/** Calls the service as one account in one region. */
export class SignedClient {
  readonly #url: string
  readonly #region: string
  readonly #credentials: Credentials

  constructor(url: string, region: string, credentials: Credentials) {
    this.#url = url
    this.#region = region
    this.#credentials = credentials
  }

  /** Sends JSON, or nothing; answers JSON. Throws with the service's message when it refuses. */
  async call<Answer>(method: string, path: string, input?: object): Promise<Answer> {
    const body = input === undefined ? new Uint8Array(0) : Buffer.from(JSON.stringify(input))
    const response = await this.send(method, path, body)
    const text = await response.text()
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`)
    return (text === '' ? {} : JSON.parse(text)) as Answer
  }

  async send(method: string, path: string, body: Uint8Array): Promise<Response> {
    const url = new URL(path, this.#url)
    const headers = signRequest({ method, url, region: this.#region, body, now: systemClock() }, this.#credentials)
    return fetch(url, { method, headers, ...(body.length === 0 ? {} : { body: Buffer.from(body) }) })
  }
}
