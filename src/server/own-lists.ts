import { readFileSync } from 'node:fs'
import { reasonOf } from '../ingest/list-objects.ts'
import { isCategory } from '../intel/category.ts'
import { listNameOf } from '../intel/list-name.ts'
import type { Inventory } from '../inventory/inventory.ts'
import { UNTOLD_ACCOUNT } from '../model/untold-account.ts'
import { ConfigError } from './config/load-config.ts'
import type { Config } from './config/schema.ts'
import type { OwnList } from './live/list-compiler.ts'

/** Reads the lists for Picket's own categories that the configuration names. Throws `ConfigError`. */
export function loadOwnLists({ intel }: Config): OwnList[] {
  return intel.map(({ category, file, name }) => {
    if (!isCategory(category)) throw new ConfigError(`intel: ${category} is no indicator category such as C2_IP`)
    return { category, name: name ?? listNameOf(file), content: read(file) }
  })
}

/** Reads the inventory files that the configuration names, to be put into inventories. Throws `ConfigError`. */
export function inventorySeed({ inventory: files }: Config): (inventory: Inventory) => void {
  const texts = files.map((file) => Buffer.from(read(file)).toString('utf8'))
  return (inventory) => {
    for (const text of texts) inventory.loadText(text, UNTOLD)
  }
}

const UNTOLD = { accountId: UNTOLD_ACCOUNT, region: 'us-east-1' }

function read(file: string): Uint8Array {
  try {
    return readFileSync(file)
  } catch (error) {
    throw new ConfigError(`cannot read ${file}: ${reasonOf(error)}`)
  }
}
