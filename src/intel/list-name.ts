import { basename } from 'node:path'

/** What a list without a name is called: its file's base name without extensions. */
export function listNameOf(file: string): string {
  return basename(file).replace(/(\.[A-Za-z0-9]+)+$/, '') || basename(file)
}
