import { Command, CommanderError } from 'commander'
import { demoCommand } from './commands/demo.ts'
import { explainCommand } from './commands/explain.ts'
import { scanCommand } from './commands/scan.ts'
import { serveCommand } from './commands/serve.ts'
import { simulateCommand } from './commands/simulate.ts'
import { EXIT } from './exit.ts'
import { UsageError } from './usage-error.ts'
import { version } from './version.ts'
import { visible } from './visible-text.ts'

const program = new Command('picket')
  .description('Finds compromised instances, stolen credentials and exposed buckets in the logs of an AWS account.')
  .version(version())
  .showHelpAfterError('(picket --help lists the commands)')
  .exitOverride()

for (const command of [scanCommand(), serveCommand(process.env), simulateCommand(), explainCommand(), demoCommand()]) {
  program.addCommand(command.exitOverride())
}

process.exitCode = await run(process.argv)

/** Runs the command line; answers the exit status. Errors are one line on standard error, without a stack. */
async function run(argv: string[]): Promise<number> {
  try {
    await program.parseAsync(argv)
    return Number(process.exitCode ?? EXIT.done)
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.usage
    process.stderr.write(`picket: ${visible(error instanceof Error ? error.message : String(error))}\n`)
    if (error instanceof UsageError) return EXIT.usage
    if (process.env['PICKET_DEBUG'] !== undefined && error instanceof Error) process.stderr.write(`${error.stack}\n`)
    return EXIT.failed
  }
}
