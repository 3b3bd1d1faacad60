import { readFileSync } from 'node:fs'

/** The version of this package: its manifest is two folders up in the sources, three in the built package. */
export function version(): string {
  const manifest = read('../../package.json') ?? read('../../../package.json')
  return manifest?.version ?? 'unknown'
}

function read(path: string): { version: string } | undefined {
  try {
    return JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8'))
  } catch {
    return undefined
  }
}
