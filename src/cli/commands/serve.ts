import { Command } from 'commander'

/** `picket serve`; `environment` overrides settings. */
export function serveCommand(environment: Readonly<Record<string, string | undefined>>): Command {
  return new Command('serve')
    .description('Run the service: the GuardDuty API, log deliveries, detection')
    .option('--config <file>', 'configuration; default: picket.yaml where there is one')
    .action(async (options: { config?: string }) => {
      // The service is most of the code: the other commands start without it.
      const { runServe } = await import('../run-serve.ts')
      process.exitCode = await runServe(options.config, environment)
    })
}
