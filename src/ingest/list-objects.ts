import { type Dirent, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { type LogObject, UnreadablePath } from './log-object.ts'
import { listS3Objects } from './s3-objects.ts'

/** Directories nested deeper than this are taken for a loop of links. */
const DIRECTORY_DEPTH_MAX = 64

/**
 * The log objects behind a path: a file, a directory (walked, in name order, hidden entries left out), `s3://bucket/prefix`,
 * or `-` for standard input. Throws `UnreadablePath`.
 */
export async function listObjects(path: string): Promise<LogObject[]> {
  if (path === '-') return [{ kind: 'stdin', name: 'standard input', sizeBytes: 0 }]
  if (path.startsWith('s3://')) return listS3Objects(path)
  const objects: LogObject[] = []
  walk(path, objects, 0)
  return objects
}

function walk(path: string, objects: LogObject[], depth: number): void {
  if (depth > DIRECTORY_DEPTH_MAX)
    throw new UnreadablePath(`${path}: nested deeper than ${DIRECTORY_DEPTH_MAX} directories`)
  const stat = statOf(path)
  if (stat.isFile()) {
    objects.push({ kind: 'file', path, name: path, sizeBytes: stat.size })
    return
  }
  if (!stat.isDirectory()) {
    if (depth === 0) objects.push({ kind: 'file', path, name: path, sizeBytes: 0 })
    return
  }
  for (const entry of entriesOf(path)) {
    if (entry.name.startsWith('.')) continue
    walk(join(path, entry.name), objects, depth + 1)
  }
}

function statOf(path: string) {
  try {
    return statSync(path)
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
    case 'ENOSPC':
      return 'no space is left on the device'
    default:
      return error.message
  }
}
