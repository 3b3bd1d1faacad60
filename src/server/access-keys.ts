import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { UNTOLD_ACCOUNT } from '../model/untold-account.ts'
import type { Store } from '../store/ports.ts'
import type { Config, ConfiguredAccount } from './config/schema.ts'

/** A key as requests are verified with it. */
export interface AccessKey {
  id: string
  accountId: string
  access: 'full' | 'read' | 'ingest'
  secret: string
  sessionToken?: string
}

const FIRST_KEY = 'first-access-key'
const KEY_ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/** The keys of all accounts, by id. */
export class AccessKeys {
  readonly #keys: ReadonlyMap<string, AccessKey>

  constructor(accounts: readonly ConfiguredAccount[]) {
    this.#keys = new Map(
      accounts.flatMap((account) => account.keys.map((key) => [key.id, { ...key, accountId: account.id }])),
    )
  }

  find(id: string): AccessKey | undefined {
    return this.#keys.get(id)
  }
}

export interface FirstKey {
  id: string
  secret: string
  /** Made just now: to be shown, this once. */
  isNew: boolean
}

/**
 * The one key of an installation without configured accounts: made on first start, kept encrypted with a key that lies in
 * the data directory, readable by its owner alone.
 */
export async function firstKey(store: Store, dataDir: string): Promise<FirstKey> {
  const wrapping = wrappingKey(dataDir)
  const kept = await store.secrets.read(FIRST_KEY)
  if (kept !== undefined) return { ...JSON.parse(decrypt(kept, wrapping)), isNew: false }
  const id = `AKIA${Array.from(randomBytes(16), (byte) => KEY_ALPHABET[byte % 32]).join('')}`
  const secret = randomBytes(30).toString('base64url')
  await store.transaction((stores) =>
    stores.secrets.write(FIRST_KEY, encrypt(JSON.stringify({ id, secret }), wrapping)),
  )
  return { id, secret, isNew: true }
}

/** The configuration with the first key's account, where it has no account. */
export function withFirstKey(config: Config, { id, secret }: FirstKey): Config {
  return { ...config, accounts: [{ id: UNTOLD_ACCOUNT, keys: [{ id, secret, access: 'full' }] }] }
}

const CIPHER = 'aes-256-gcm'
const NONCE_BYTES = 12
const TAG_BYTES = 16

function wrappingKey(dataDir: string): Buffer {
  const path = join(dataDir, 'key')
  if (!existsSync(path)) {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 })
    writeFileSync(path, randomBytes(32), { mode: 0o600, flag: 'wx' })
  }
  const key = readFileSync(path)
  if (key.length !== 32)
    throw new Error(`${path} is not the key that Picket wrote: restore it, or remove the data directory`)
  return key
}

function encrypt(text: string, key: Buffer): Uint8Array {
  const nonce = randomBytes(NONCE_BYTES)
  const cipher = createCipheriv(CIPHER, key, nonce)
  const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), body])
}

function decrypt(bytes: Uint8Array, key: Buffer): string {
  const nonce = bytes.subarray(0, NONCE_BYTES)
  const decipher = createDecipheriv(CIPHER, key, nonce)
  decipher.setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES))
  return Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()]).toString('utf8')
}
