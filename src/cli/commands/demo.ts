import { Command } from 'commander'
import type { DemoOptions } from '../run-demo.ts'
import { wholeNumber } from '../whole-number.ts'

/** `picket demo` */
export function demoCommand(): Command {
  return new Command('demo')
    .description("Run the service on an invented organisation's day with attacks in it, and print the findings")
    .option('--seed <n>', 'another seed, another day', wholeNumber, 1)
    .option('--listen <host:port>', 'where the service listens', '127.0.0.1:8686')
    .option('--exit', 'stop after the table', false)
    .action(async (options: DemoOptions) => {
      const { runDemo } = await import('../run-demo.ts')
      process.exitCode = await runDemo(options)
    })
}
