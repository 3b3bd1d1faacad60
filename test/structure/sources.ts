import { globSync, readFileSync } from 'node:fs'

const root = new URL('../..', import.meta.url).pathname

export interface SourceFile {
  /** From the repository's root. */
  path: string
  text: string
}

/** All of our TypeScript, or what lies under one folder. */
export function sources(under = '{src,simulate,bench,test,docs}'): SourceFile[] {
  return globSync(`${under}/**/*.ts`, { cwd: root })
    .filter((path) => !path.includes('node_modules'))
    .sort()
    .map((path) => ({ path, text: readFileSync(`${root}${path}`, 'utf8') }))
}

export const isTest = ({ path }: SourceFile): boolean => path.endsWith('.test.ts')
