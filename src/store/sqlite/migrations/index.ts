import { first } from './0001-first.ts'
import type { Migration } from './migration.ts'

/** In order, numbered from 1 without gaps. */
export const MIGRATIONS: readonly Migration[] = [first]
