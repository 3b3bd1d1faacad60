import type { Finding } from '../model/finding.ts'
import { severityLabel } from '../model/severity.ts'
import { visible } from './visible-text.ts'

const WIDTH = 80
const SEVERITY_WIDTH = 8
const COUNT_WIDTH = 7
const TIME_WIDTH = 16

/**
 * Findings for people, at most 80 columns wide: a line of severity, last sight, count and type, and below it the title,
 * wrapped, with account, region and resource. Characters from the logs that steer a terminal are made visible.
 */
export function findingsTable(findings: readonly Finding[]): string {
  if (findings.length === 0) return 'No findings.\n'
  const heading = `${'SEVERITY'.padEnd(SEVERITY_WIDTH)}  ${'LAST SEEN (UTC)'.padEnd(TIME_WIDTH)}  ${'COUNT'.padStart(COUNT_WIDTH)}  TYPE`
  const rows = findings.map((finding) => {
    const severity = severityLabel(finding.severity).padEnd(SEVERITY_WIDTH)
    const time = finding.service.eventLastSeen.slice(0, TIME_WIDTH).replace('T', ' ')
    const count = String(finding.service.count).padStart(COUNT_WIDTH)
    const head = `${severity}  ${time}  ${count}  ${finding.type}`
    const where = `${finding.accountId} ${finding.region}`
    return [
      ...fit(head),
      ...wrapped(visible(finding.title)),
      `          ${visible(`${where}  ${subjectOf(finding)}`)}`.slice(0, WIDTH),
    ].join('\n')
  })
  return `${heading}\n${rows.join('\n')}\n\n${summary(findings)}\n`
}

/** A head line too long for the screen puts its type on a line of its own. */
function fit(head: string): string[] {
  if (head.length <= WIDTH) return [head]
  const typeAt = SEVERITY_WIDTH + TIME_WIDTH + COUNT_WIDTH + 6
  return [head.slice(0, typeAt).trimEnd(), `          ${head.slice(typeAt)}`]
}

function wrapped(text: string): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > WIDTH - 10) {
      lines.push(line)
      line = ''
    }
    line = line === '' ? word : `${line} ${word}`
    while (line.length > WIDTH - 10) {
      lines.push(line.slice(0, WIDTH - 10))
      line = line.slice(WIDTH - 10)
    }
  }
  if (line !== '') lines.push(line)
  return lines.map((one) => `          ${one}`)
}

/** What the finding is about, in a word. */
export function subjectOf({ resource }: Finding): string {
  switch (resource.resourceType) {
    case 'Instance':
      return resource.instanceDetails?.instanceId ?? ''
    case 'AccessKey':
      return resource.s3BucketDetails?.[0]?.name ?? resource.accessKeyDetails?.userName ?? ''
    case 'S3Bucket':
      return resource.s3BucketDetails?.[0]?.name ?? ''
    case 'EKSCluster':
      return resource.eksClusterDetails?.name ?? ''
  }
}

function summary(findings: readonly Finding[]): string {
  const labels = ['High', 'Medium', 'Low']
  const counts = labels.map(
    (label) => `${findings.filter((one) => severityLabel(one.severity) === label).length} ${label.toLowerCase()}`,
  )
  return `${findings.length} ${findings.length === 1 ? 'finding' : 'findings'}: ${counts.join(', ')}`
}
