import { join } from 'node:path'
import type { Adapter } from '../contract/adapter.ts'
import { openSqliteStore } from './open-sqlite-store.ts'

/** SQLite as the contract suite runs it. */
export const sqliteAdapter: Adapter = {
  name: 'SQLite',
  open: (folder, settings = {}) => openSqliteStore({ path: join(folder, 'picket.db'), ...settings }),
}
