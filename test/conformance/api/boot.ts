import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after } from 'node:test'
import { GuardDutyClient } from '@aws-sdk/client-guardduty'
import pino from 'pino'
import { CONFIG_DEFAULTS } from '../../../src/server/config/defaults.ts'
import type { Config } from '../../../src/server/config/schema.ts'
import { type Service, startService } from '../../../src/server/service.ts'
import { systemClock } from '../../../src/std/clock.ts'

export const REGION = 'eu-west-1'
export const ALICE = '111111111111'
export const BOB = '222222222222'
export const CAROL = '333333333333'
const KEY_ID = { [ALICE]: 'AKIAALICE00000000001', [BOB]: 'AKIABOB0000000000001', [CAROL]: 'AKIACAROL00000000001' }
const SECRET = 'a secret for tests, forty characters long'

export type AccountName = keyof typeof KEY_ID

/** A running service with three accounts of an organisation, and what talks to it. */
export interface Booted {
  service: Service
  config: Config
  client(account: AccountName, region?: string): GuardDutyClient
  /** Starts it again on the same data. */
  restart(): Promise<void>
}

/** Starts the real service on a free port and a fresh data directory, and removes both after the test file. */
export async function boot(changes: Partial<Config> = {}): Promise<Booted> {
  const dataDir = mkdtempSync(join(tmpdir(), 'picket-api-'))
  const config: Config = {
    ...CONFIG_DEFAULTS,
    listen: '127.0.0.1:0',
    dataDir,
    organization: { id: 'o-test000000', managementAccount: ALICE },
    accounts: [
      { id: ALICE, email: 'alice@example.com', organizationMember: true, keys: [keyOf(ALICE)] },
      { id: BOB, email: 'bob@example.com', organizationMember: true, keys: [keyOf(BOB)] },
      { id: CAROL, email: 'carol@example.com', keys: [keyOf(CAROL)] },
    ],
    ...changes,
  }
  const start = () => startService(config, { log: pino({ level: 'silent' }), clock: systemClock })
  const booted = {
    config,
    service: await start(),
    client: (account: AccountName, region = REGION) => clientOf(booted.service.url, account, region),
    async restart() {
      await booted.service.stop()
      booted.service = await start()
    },
  }
  after(async () => {
    await booted.service.stop()
    rmSync(dataDir, { recursive: true, force: true })
  })
  return booted
}

function keyOf(account: AccountName) {
  return { id: KEY_ID[account], secret: SECRET, access: 'full' as const }
}

export function credentialsOf(account: AccountName) {
  return { accessKeyId: KEY_ID[account], secretAccessKey: SECRET }
}

function clientOf(endpoint: string, account: AccountName, region: string): GuardDutyClient {
  return new GuardDutyClient({ endpoint, region, credentials: credentialsOf(account), maxAttempts: 1 })
}

/** Asks again and again until the answer satisfies; fails after ten seconds. */
export async function eventually<T>(ask: () => Promise<T>, satisfies: (answer: T) => boolean): Promise<T> {
  const deadline = performance.now() + 10_000
  for (;;) {
    const answer = await ask()
    if (satisfies(answer)) return answer
    if (performance.now() > deadline) throw new Error(`still ${JSON.stringify(answer)}`)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}
