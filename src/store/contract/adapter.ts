import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Store } from '../ports.ts'

/** A store as the contract tests it: opened, closed and opened again over what a folder holds. */
export interface Adapter {
  name: string
  open(folder: string, settings?: { scanRowsMax?: number }): Promise<Store>
}

/** An open store over a fresh folder, and how to close it and open it again. */
export interface Opened {
  store: Store
  reopen(): Promise<Store>
}

/** Runs a test over a store of its own, which is closed and removed afterwards. */
export async function withStore(
  adapter: Adapter,
  body: (opened: Opened) => Promise<void>,
  settings: { scanRowsMax?: number } = {},
): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'picket-store-'))
  const opened: Opened = {
    store: await adapter.open(folder, settings),
    async reopen() {
      await opened.store.close()
      opened.store = await adapter.open(folder, settings)
      return opened.store
    },
  }
  try {
    await body(opened)
  } finally {
    await opened.store.close()
    await rm(folder, { recursive: true, force: true })
  }
}
