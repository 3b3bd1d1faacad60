import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { listedAddress, listedNetwork } from './addresses.ts'
import { GENERATION } from './log-set.ts'
import { listedName } from './names.ts'

const NETWORKS_SHARE = 0.03

/** A threat list of `entries` addresses, some of them networks, one a line. Answers the file's path. */
export function addressList(entries: number, root: string): string {
  const networks = Math.floor(entries * NETWORKS_SHARE)
  return written(`addresses-${entries}`, root, () => [
    ...distinct(entries - networks, listedAddress),
    ...Array.from({ length: networks }, (_, index) => listedNetwork(index)),
  ])
}

/** A list of `entries` names of command-and-control hosts, one a line. Answers the file's path. */
export function nameList(entries: number, root: string): string {
  return written(`names-${entries}`, root, () => distinct(entries, listedName))
}

/** The first `count` different values; the start of the list is the same for every count. */
function distinct(count: number, entryOf: (index: number) => string): string[] {
  const values = new Set<string>()
  for (let index = 0; values.size < count; index += 1) values.add(entryOf(index))
  return [...values]
}

function written(name: string, root: string, entriesOf: () => string[]): string {
  const directory = join(root, 'lists')
  const path = join(directory, `${name}-g${GENERATION}.txt`)
  if (existsSync(path)) return path
  mkdirSync(directory, { recursive: true })
  writeFileSync(path, `${entriesOf().join('\n')}\n`)
  return path
}
