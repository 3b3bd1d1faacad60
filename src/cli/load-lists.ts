import { accessSync, constants, existsSync, readFileSync, statSync } from 'node:fs'
import { reasonOf } from '../ingest/list-objects.ts'
import { type Category, isCategory, kindOf } from '../intel/category.ts'
import { type Indicators, IndicatorsBuilder } from '../intel/indicators.ts'
import { listNameOf } from '../intel/list-name.ts'
import { ListError, type ListFormat, type ParsedList, parseList } from '../intel/parse-list.ts'
import { Inventory } from '../inventory/inventory.ts'
import { UsageError } from './usage-error.ts'

const LIST_BYTES_MAX = 256 << 20

export interface ListOptions {
  threatList: string[]
  trustedList: string[]
  listFormat?: string
  intel: string[]
}

type Say = (line: string) => void

/** Reads every list that the command line names. Throws `UsageError` for a file or a category that cannot be. */
export function loadIndicators(options: ListOptions, say: Say): Indicators {
  const builder = new IndicatorsBuilder()
  const add = (category: Category, name: string | undefined, file: string) => {
    const listName = name ?? listNameOf(file)
    const format = options.listFormat as ListFormat | undefined
    const list = readList(file, format)
    const { otherKind } = builder.add(category, list, listName)
    if (otherKind > 0)
      say(`picket: ${file}: ${otherKind} entries are no ${kindOf(category)} and were left out of ${category}`)
    if (list.rejectedCount > 0) {
      const [first] = list.rejected
      say(
        `picket: ${file}: ${list.rejectedCount} entries were left out, the first${first?.line ? ` in line ${first.line}` : ''}: ${first?.reason}`,
      )
    }
  }
  for (const argument of options.threatList) add('CUSTOM_THREAT_IP', ...named(argument))
  for (const file of options.trustedList) add('TRUSTED_IP', undefined, file)
  for (const argument of options.intel) {
    const [category, file] = categorised(argument)
    add(category, undefined, file)
  }
  return builder.build()
}

/** Throws `UsageError` for a list that cannot be read, or is for no category, without reading any. */
export function checkLists({ threatList, trustedList, intel }: ListOptions): void {
  for (const argument of intel) checkReadable(categorised(argument)[1])
  for (const argument of threatList) checkReadable(named(argument)[1])
  for (const file of trustedList) checkReadable(file)
}

export function loadInventory(options: { inventory: string[]; account: string; region: string }, say: Say): Inventory {
  const inventory = new Inventory()
  for (const file of options.inventory) {
    const text = Buffer.from(readBytes(file)).toString('utf8')
    const { rejected } = inventory.loadText(text, { accountId: options.account, region: options.region })
    if (rejected > 0)
      say(`picket: ${file}: ${rejected} items are no instance, interface, bucket or cluster and were left out`)
  }
  return inventory
}

/** Splits `[NAME=]FILE`; a file whose own name has an equals sign is meant when it exists under the whole argument. */
function named(argument: string): [name: string | undefined, file: string] {
  const equals = argument.indexOf('=')
  if (equals < 0 || existsSync(argument)) return [undefined, argument]
  return [argument.slice(0, equals), argument.slice(equals + 1)]
}

function categorised(argument: string): [category: Category, file: string] {
  const equals = argument.indexOf('=')
  const category = argument.slice(0, Math.max(equals, 0))
  if (!isCategory(category))
    throw new UsageError(`--intel takes CATEGORY=FILE, with a category such as C2_IP or TOR_EXIT_IP; not ${argument}`)
  return [category, argument.slice(equals + 1)]
}

function readList(file: string, format: ListFormat | undefined): ParsedList {
  try {
    return parseList(readBytes(file), format === undefined ? {} : { format })
  } catch (error) {
    if (error instanceof ListError) throw new UsageError(`${file}: ${error.message}`)
    throw error
  }
}

function readBytes(file: string): Uint8Array {
  checkReadable(file)
  try {
    const bytes = readFileSync(file)
    // How much a pipe has is known only now.
    if (bytes.length > LIST_BYTES_MAX) throw tooLarge(file)
    return bytes
  } catch (error) {
    if (error instanceof UsageError) throw error
    throw new UsageError(`cannot read ${file}: ${reasonOf(error)}`)
  }
}

function checkReadable(file: string): void {
  try {
    accessSync(file, constants.R_OK)
    const stat = statSync(file)
    if (stat.isDirectory()) throw new UsageError(`cannot read ${file}: it is a directory`)
    if (stat.size > LIST_BYTES_MAX) throw tooLarge(file)
  } catch (error) {
    if (error instanceof UsageError) throw error
    throw new UsageError(`cannot read ${file}: ${reasonOf(error)}`)
  }
}

function tooLarge(file: string): UsageError {
  return new UsageError(`${file} is larger than ${LIST_BYTES_MAX >> 20} MiB`)
}
