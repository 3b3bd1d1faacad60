import { Command, Option } from 'commander'
import { wholeNumber } from '../whole-number.ts'

/** `picket simulate --out DIR` */
export function simulateCommand(): Command {
  return new Command('simulate')
    .description("Write an invented organisation's logs, with attacks to find and a truth file")
    .requiredOption('--out <dir>', 'where the logs go; must be empty or absent')
    .option('--seed <n>', 'the same seed gives the same logs', wholeNumber, 1)
    .option('--days <n>', 'days of life', wholeNumber, 1)
    .option('--people <n>', 'people at work', wholeNumber, 20)
    .option('--instances <n>', 'instances running', wholeNumber, 30)
    .option('--start <time>', 'when it starts, ISO 8601')
    .option('--attacks <list>', 'all, none, or names of attacks, comma separated', 'all')
    .addOption(new Option('--format-flow <version>', 'flow log format').choices(['v2', 'v5']).default('v5'))
    .action(async (options: SimulateOptions) => {
      const { simulateTo } = await import('../simulate-to.ts')
      process.stdout.write(await simulateTo(options))
    })
}

export interface SimulateOptions {
  out: string
  seed: number
  days: number
  people: number
  instances: number
  start?: string
  attacks: string
  formatFlow: 'v2' | 'v5'
}
