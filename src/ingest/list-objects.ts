import { accessSync, type BigIntStats, constants, type Dirent, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { type LogObject, UnreadablePath } from './log-object.ts'
import { listS3Objects } from './s3-objects.ts'

/** Far deeper than logs are laid out; the names of paths would become too long soon after. */
const DIRECTORY_DEPTH_MAX = 64

/** Told of each entry below a directory that is left out, and why. */
export type OnLeftOut = (message: string) => void

/**
 * The log objects behind a path: a file, a directory (walked, in name order, hidden entries left out, each directory once),
 * `s3://bucket/prefix`, or `-` for standard input. What cannot be read below a directory is left out, which standard error
 * tells unless `onLeftOut` does. Throws `UnreadablePath` for the path itself.
 */
export async function listObjects(path: string, onLeftOut: OnLeftOut = sayLeftOut): Promise<LogObject[]> {
  if (path === '-') return [{ kind: 'stdin', name: 'standard input', sizeBytes: 0 }]
  if (path.startsWith('s3://')) return listS3Objects(path)
  const stat = statOf(path)
  if (!stat.isDirectory()) return [{ kind: 'file', path, name: path, sizeBytes: Number(stat.size) }]
  const walk: Walk = { objects: [], visited: new Set([identityOf(stat)]), onLeftOut }
  addEntries(path, entriesOf(path), walk, 1)
  return walk.objects
}

interface Walk {
  objects: LogObject[]
  /** Directories, by identity: links may lead back to where they are. */
  visited: Set<string>
  onLeftOut: OnLeftOut
}

function addEntries(directory: string, entries: readonly Dirent[], walk: Walk, depth: number): void {
  for (const { name } of entries) {
    if (name.startsWith('.')) continue
    const path = join(directory, name)
    try {
      addEntry(path, walk, depth)
    } catch (error) {
      if (!(error instanceof UnreadablePath)) throw error
      walk.onLeftOut(error.message)
    }
  }
}

function addEntry(path: string, walk: Walk, depth: number): void {
  const stat = statOf(path)
  if (stat.isFile()) {
    checkReadable(path)
    walk.objects.push({ kind: 'file', path, name: path, sizeBytes: Number(stat.size) })
  } else if (stat.isDirectory() && !walk.visited.has(identityOf(stat))) {
    if (depth > DIRECTORY_DEPTH_MAX)
      throw new UnreadablePath(`cannot read ${path}: nested deeper than ${DIRECTORY_DEPTH_MAX} directories`)
    walk.visited.add(identityOf(stat))
    addEntries(path, entriesOf(path), walk, depth + 1)
  }
}

function identityOf({ dev, ino }: BigIntStats): string {
  return `${dev} ${ino}`
}

function sayLeftOut(message: string): void {
  process.stderr.write(`picket: ${message}; it was left out\n`)
}

function statOf(path: string): BigIntStats {
  try {
    return statSync(path, { bigint: true })
  } catch (error) {
    throw new UnreadablePath(`cannot read ${path}: ${reasonOf(error)}`)
  }
}

function checkReadable(path: string): void {
  try {
    accessSync(path, constants.R_OK)
  } catch (error) {
    throw new UnreadablePath(`cannot read ${path}: ${reasonOf(error)}`)
  }
}

function entriesOf(path: string): Dirent[] {
  try {
    return readdirSync(path, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))
  } catch (error) {
    throw new UnreadablePath(`cannot read the directory ${path}: ${reasonOf(error)}`)
  }
}

export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  switch ((error as NodeJS.ErrnoException).code) {
    case 'ENOENT':
      return 'there is no such file'
    case 'EACCES':
      return 'permission denied'
    case 'ELOOP':
      return 'its links lead in a circle'
    case 'ENOSPC':
      return 'no space is left on the device'
    default:
      return error.message
  }
}
