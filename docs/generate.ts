import { globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { openApiDocument } from '../src/model/api/openapi.ts'
import { coverageTable, findingTypePages } from './finding-type-pages.ts'

/** Writes the generated documents, or with `--check` fails when one of them is not what the code says. */
const root = new URL('..', import.meta.url).pathname
const check = process.argv.includes('--check')

const readme = readFileSync(`${root}README.md`, 'utf8')
const documents = new Map([
  ['README.md', readme.replace(/(<!-- coverage -->)[\s\S]*?(<!-- \/coverage -->)/, `$1\n${coverageTable()}\n$2`)],
  ...(await findingTypePages()),
  ['docs/generated/openapi.json', `${JSON.stringify(openApiDocument(), null, 1)}\n`],
])
const left = globSync('docs/generated/**/*.md', { cwd: root }).filter((path) => !documents.has(path))

const stale = [...[...documents].filter(([path, text]) => read(path) !== text).map(([path]) => path), ...left]
if (check) {
  for (const path of stale) process.stderr.write(`${path} is not what the code says: run npm run docs\n`)
  process.exitCode = stale.length > 0 ? 1 : 0
} else {
  for (const path of stale) {
    const text = documents.get(path)
    if (text === undefined) rmSync(`${root}${path}`)
    else {
      mkdirSync(dirname(`${root}${path}`), { recursive: true })
      writeFileSync(`${root}${path}`, text)
    }
  }
}

function read(path: string): string | undefined {
  try {
    return readFileSync(`${root}${path}`, 'utf8')
  } catch {
    return undefined
  }
}
