import { catalogue, type FindingTypeEntry } from '../model/catalogue/index.ts'
import { severityLabel } from '../model/severity.ts'
import { coverage, detectedTypes } from './coverage.ts'
import { casesOf, sectionsOf } from './finding-type-page.ts'

const WIDTH = 80

/**
 * Everything about one type, for people. A part of a name will do when only one type has it, or ends in it after a slash;
 * when several have it, their names are listed, one a line. Undefined when none has it.
 */
export function explanation(name: string): string | undefined {
  const whole = catalogue.filter((entry) => entry.type === name || entry.type.endsWith(`/${name}`))
  const exact = whole.length === 1 ? whole[0] : undefined
  const like = catalogue.filter((entry) => entry.type.toLowerCase().includes(name.toLowerCase()))
  if (exact === undefined && like.length > 1) return `${like.map((entry) => entry.type).join('\n')}\n`
  const entry = exact ?? like[0]
  return entry === undefined ? undefined : pageOf(entry)
}

function pageOf(entry: FindingTypeEntry): string {
  const lines = [entry.type, '', ...sectionsOf(entry).map(({ heading, text }) => paragraph(heading, text))]
  const cases = casesOf(entry)
  if (cases.length > 0) {
    lines.push('', 'Tested with:')
    for (const { name, finds } of cases) lines.push(`  ${finds > 0 ? 'fires' : 'quiet'}  ${name}`)
  }
  return `${lines.join('\n')}\n`
}

function paragraph(heading: string, text: string): string {
  const indent = 17
  const words = text.split(' ')
  const lines: string[] = []
  let line = ''
  for (const word of words) {
    if (line !== '' && indent + line.length + 1 + word.length > WIDTH) {
      lines.push(line)
      line = word
    } else line = line === '' ? word : `${line} ${word}`
  }
  return [...lines, line].map((one, i) => `${(i === 0 ? heading : '').padEnd(indent)}${one}`).join('\n')
}

/** All types with their severity, a mark at those that are detected, and the count for each source. */
export function typeList(): string {
  const rows = catalogue.map(
    ({ type, severity }) =>
      `${detectedTypes.has(type) ? '*' : ' '} ${severityLabel(severity.default).padEnd(6)}  ${type}`,
  )
  const counts = coverage().map(({ source, detected, types }) => `${source} ${detected}/${types}`)
  return `${rows.join('\n')}\n\n* detected: ${counts.join(', ')}\n`
}
