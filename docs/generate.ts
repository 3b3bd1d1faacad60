import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { coverage, detectedTypes } from '../src/cli/coverage.ts'
import { catalogue } from '../src/model/catalogue/index.ts'
import { severityLabel } from '../src/model/severity.ts'

/** Writes the generated documents, or with `--check` fails when one of them is not what the code says. */
const root = new URL('..', import.meta.url).pathname
const check = process.argv.includes('--check')

const readme = readFileSync(`${root}README.md`, 'utf8')
const documents: [path: string, text: string][] = [
  ['README.md', readme.replace(/(<!-- coverage -->)[\s\S]*?(<!-- \/coverage -->)/, `$1\n${coverageTable()}\n$2`)],
  ['docs/generated/finding-types.md', typesTable()],
]

let stale = 0
for (const [path, text] of documents) {
  if (read(path) === text) continue
  if (check) {
    process.stderr.write(`${path} is not what the code says: run npm run docs\n`)
    stale++
  } else {
    mkdirSync(`${root}docs/generated`, { recursive: true })
    writeFileSync(`${root}${path}`, text)
  }
}
process.exitCode = stale > 0 ? 1 : 0

function read(path: string): string | undefined {
  try {
    return readFileSync(`${root}${path}`, 'utf8')
  } catch {
    return undefined
  }
}

function coverageTable(): string {
  const rows = coverage()
  const sum = (member: 'detected' | 'types') => rows.reduce((total, row) => total + row[member], 0)
  return [
    '| log | types | detected |',
    '|---|---|---|',
    ...rows.map(({ source, types, detected }) => `| ${source} | ${types} | ${detected} |`),
    `| all | ${sum('types')} | ${sum('detected')} |`,
  ].join('\n')
}

function typesTable(): string {
  const rows = catalogue.map(({ type, dataSource, severity, mitre, sees }) => {
    const mark = detectedTypes.has(type) ? 'yes' : ''
    return `| \`${type}\` | ${dataSource} | ${severityLabel(severity.default)} | ${mark} | ${mitre.tactic} | ${sees.replaceAll('|', '\\|')} |`
  })
  return `# Finding types

Written by \`npm run docs\` from the catalogue and the detectors; \`picket explain TYPE\` says more about one.

| type | log | severity | detected | tactic | sees |
|---|---|---|---|---|---|
${rows.join('\n')}
`
}
