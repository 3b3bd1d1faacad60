import { Command, Option } from 'commander'
import { UNTOLD_ACCOUNT } from '../../model/untold-account.ts'
import { defaultWorkers } from '../../server/extract-objects.ts'
import { runScan, type ScanOptions } from '../run-scan.ts'
import { UsageError } from '../usage-error.ts'

/** `picket scan PATH…` */
export function scanCommand(): Command {
  return new Command('scan')
    .description('Find findings in log files: CloudTrail, VPC flow, Route 53 Resolver and Kubernetes audit logs')
    .argument('<path...>', 'a file, a directory (walked), s3://bucket/prefix, or - for standard input')
    .addOption(
      new Option('--format <format>', 'how to print findings (default: table on a terminal, else jsonl)').choices([
        'table',
        'json',
        'jsonl',
      ]),
    )
    .option('--output <file>', 'where findings go, instead of standard output')
    .option('--threat-list <[name=]file>', 'a custom threat list (repeatable)', collect)
    .option('--trusted-list <file>', 'trusted addresses (repeatable)', collect)
    .addOption(
      new Option('--list-format <format>', 'format of the lists, when content does not tell').choices([
        'TXT',
        'STIX',
        'OTX_CSV',
        'ALIEN_VAULT',
        'PROOF_POINT',
        'FIRE_EYE',
      ]),
    )
    .option(
      '--intel <category=file>',
      "add to one of Picket's own categories, e.g. C2_IP=feed.txt (repeatable)",
      collect,
    )
    .option('--inventory <file>', 'instances, interfaces, buckets and clusters (repeatable)', collect)
    .option('--types <list>', 'only these finding types: comma separated, * allowed')
    .option('--min-severity <n>', 'only findings of at least this severity', severity)
    .option('--learn-from <path>', 'history to learn from; nothing found in it is reported (repeatable)', collect)
    .option('--account <id>', 'for records that name none', accountId, UNTOLD_ACCOUNT)
    .option('--region <name>', 'for records that name none', 'us-east-1')
    .option('--flow-fields <fields>', 'field order of flow logs without a header line, as in the flow log format')
    .option('--workers <n>', 'threads', workers, defaultWorkers())
    .option('--stats <file>', 'write counts and timings as one JSON object')
    .option('--fail-on <n>', 'exit 3 when a finding has at least this severity', severity)
    .option('--strict', 'exit 4 when records were rejected')
    .action(
      async (paths: string[], options: Partial<ScanOptions> & Pick<ScanOptions, 'account' | 'region' | 'workers'>) => {
        process.exitCode = await runScan(paths, { ...NONE_GIVEN, ...options })
      },
    )
}

/** Options that may be repeated, when they are not given at all. */
const NONE_GIVEN = { threatList: [], trustedList: [], intel: [], inventory: [], learnFrom: [], strict: false }

function collect(value: string, previous: string[] = []): string[] {
  return [...previous, value]
}

function severity(text: string): number {
  const value = Number(text)
  if (text.trim() === '' || Number.isNaN(value) || value < 0 || value > 10) {
    throw new UsageError(`a severity is a number from 0 to 10, not ${text}`)
  }
  return value
}

const WORKERS_MAX = 64

function workers(text: string): number {
  const value = Number(text)
  if (!Number.isInteger(value) || value < 1 || value > WORKERS_MAX) {
    throw new UsageError(`--workers takes a whole number from 1 to ${WORKERS_MAX}, not ${text}`)
  }
  return value
}

function accountId(text: string): string {
  if (!/^\d{12}$/.test(text)) throw new UsageError(`an account id has 12 digits, not ${text}`)
  return text
}
