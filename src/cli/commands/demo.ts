import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Command } from 'commander'
import { defaultWorkers } from '../../server/extract-objects.ts'
import { runScan } from '../run-scan.ts'
import { wholeNumber } from '../whole-number.ts'

interface Truth {
  lists: { file: string; option: string }[]
  expected: { type: string }[]
}

/** `picket demo` */
export function demoCommand(): Command {
  return new Command('demo')
    .description("Scan an invented organisation's day with attacks in it, and print the findings")
    .option('--seed <n>', 'another seed, another day', wholeNumber, 1)
    .option('--exit', 'stop after the table, as the demo always does until there is a service', false)
    .action(async (options: { seed: number }) => {
      process.exitCode = await demo(options.seed)
    })
}

async function demo(seed: number): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'picket-demo-'))
  const out = join(folder, 'organisation')
  const say = (line: string) => process.stderr.write(`${line}\n`)
  try {
    say('Inventing an organisation and a day of its life, with attacks…')
    const { simulateTo } = await import('../simulate-to.ts')
    say(
      (
        await simulateTo({
          out,
          seed,
          days: 1,
          people: 20,
          instances: 30,
          attacks: 'all',
          formatFlow: 'v5',
        })
      ).trim(),
    )
    const truth: Truth = JSON.parse(readFileSync(join(out, 'truth.json'), 'utf8'))
    say('\nScanning its logs…')
    const lists = (option: string) => truth.lists.filter((list) => list.option.split(' ')[0] === option)
    return await runScan([join(out, 'AWSLogs')], {
      format: 'table',
      threatList: lists('--threat-list').map(({ file }) => join(out, file)),
      trustedList: lists('--trusted-list').map(({ file }) => join(out, file)),
      intel: lists('--intel').map(({ file, option }) => `${option.split(' ')[1]}=${join(out, file)}`),
      inventory: [join(out, 'inventory.json')],
      learnFrom: [],
      account: '000000000000',
      region: 'us-east-1',
      workers: defaultWorkers(),
      strict: false,
    })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
