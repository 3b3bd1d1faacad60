import { coverage, detectedTypes } from '../src/cli/coverage.ts'
import { casesOf, sectionsOf } from '../src/cli/finding-type-page.ts'
import { catalogue, type FindingTypeEntry } from '../src/model/catalogue/index.ts'
import { severityLabel } from '../src/model/severity.ts'
import { exampleOf } from './finding-type-example.ts'

export const PAGES_FOLDER = 'docs/generated/finding-types'

/** A page for each finding type, and an index with coverage. */
export async function findingTypePages(): Promise<[path: string, text: string][]> {
  const pages: [string, string][] = [[`${PAGES_FOLDER}/README.md`, index()]]
  for (const entry of catalogue) pages.push([`${PAGES_FOLDER}/${fileOf(entry)}`, await pageOf(entry)])
  return pages
}

export function coverageTable(): string {
  const rows = coverage()
  const sum = (member: 'detected' | 'types') => rows.reduce((total, row) => total + row[member], 0)
  return [
    '| log | types | detected |',
    '|---|---|---|',
    ...rows.map(({ source, types, detected }) => `| ${source} | ${types} | ${detected} |`),
    `| all | ${sum('types')} | ${sum('detected')} |`,
  ].join('\n')
}

async function pageOf(entry: FindingTypeEntry): Promise<string> {
  const cases = casesOf(entry).map(({ name, finds }) => `| ${finds > 0 ? 'fires' : 'quiet'} | ${cell(name)} |`)
  const lines = [
    `# ${entry.type}`,
    '',
    '| | |',
    '|---|---|',
    ...sectionsOf(entry).map(({ heading, text }) => `| ${heading} | ${cell(text)} |`),
    '',
    ...(await exampleOf(entry)),
    ...(cases.length > 0 ? ['', '## Tested with', '', '| | |', '|---|---|', ...cases] : []),
  ]
  return `${lines.join('\n').trimEnd()}\n`
}

function index(): string {
  const rows = catalogue.map((entry) => {
    const { type, dataSource, severity, mitre, sees } = entry
    const mark = detectedTypes.has(type) ? 'yes' : ''
    return `| [${type}](${fileOf(entry)}) | ${dataSource} | ${severityLabel(severity.default)} | ${mark} | ${mitre.tactic} | ${cell(sees)} |`
  })
  return `# Finding types

Written by \`npm run docs\` from the catalogue, the detectors and their tests; \`picket explain TYPE\` says the same in a terminal.

${coverageTable()}

| type | log | severity | detected | tactic | sees |
|---|---|---|---|---|---|
${rows.join('\n')}
`
}

function fileOf({ type }: FindingTypeEntry): string {
  return `${type.replace(/[^A-Za-z0-9]+/g, '-')}.md`
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|')
}
