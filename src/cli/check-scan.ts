import { resolve } from 'node:path'
import { formatOfHeader, plainName } from '../normalize/flow-fields.ts'
import { checkLists } from './load-lists.ts'
import type { ScanOptions } from './run-scan.ts'
import { UsageError } from './usage-error.ts'
import { checkWritable } from './write-file.ts'

/**
 * Looks for what is wrong with a command line before any log is listed or read, which may take hours. Throws
 * `UsageError`, or an error that names the file which cannot be written.
 */
export function checkScan(paths: readonly string[], options: ScanOptions): void {
  const { output, stats, flowFields } = options
  if ([...paths, ...options.learnFrom].filter((path) => path === '-').length > 1)
    throw new UsageError('standard input can be read once: give - only once, among the paths or to --learn-from')
  if (flowFields !== undefined) checkFlowFields(flowFields)
  checkLists(options)
  if (output !== undefined && stats !== undefined && resolve(output) === resolve(stats))
    throw new UsageError(`--output and --stats name the same file, ${output}`)
  for (const path of [output, stats]) if (path !== undefined) checkWritable(path)
}

/** Of each of these, a flow record needs one. */
const NEEDED_FIELDS = [
  ['interface-id', 'instance-id'],
  ['srcaddr', 'pkt-srcaddr'],
  ['dstaddr', 'pkt-dstaddr'],
  ['protocol'],
  ['start', 'end'],
]

function checkFlowFields(fields: string): void {
  const names = fields
    .split(/[\s,]+/)
    .filter((name) => name !== '')
    .map(plainName)
  for (const name of names) {
    // Two names make a header only when both are names of fields.
    if (formatOfHeader(Buffer.from(`version ${name}`)) === undefined)
      throw new UsageError(`--flow-fields: flow logs have no field ${name}`)
  }
  for (const alternatives of NEEDED_FIELDS) {
    if (!alternatives.some((name) => names.includes(name)))
      throw new UsageError(`--flow-fields: a flow record needs ${alternatives.join(' or ')}`)
  }
}
