import { existsSync } from 'node:fs'
import pino from 'pino'
import { ConfigError, loadConfig } from '../server/config/load-config.ts'
import type { Config } from '../server/config/schema.ts'
import { type Service, startService } from '../server/service.ts'
import { systemClock } from '../std/clock.ts'
import { EXIT } from './exit.ts'
import { onInterrupt } from './interrupt.ts'
import { UsageError } from './usage-error.ts'

const CONFIG_FILE = 'picket.yaml'

/** Serves until it is interrupted; answers the exit status. Throws `UsageError` for a configuration that cannot be. */
export async function runServe(
  file: string | undefined,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<number> {
  return serve(configOf(file, environment))
}

function configOf(file: string | undefined, environment: Readonly<Record<string, string | undefined>>): Config {
  try {
    return loadConfig(file ?? (existsSync(CONFIG_FILE) ? CONFIG_FILE : undefined), environment)
  } catch (error) {
    if (error instanceof ConfigError) throw new UsageError(error.message)
    throw error
  }
}

async function serve(config: Config): Promise<number> {
  const interrupt = onInterrupt()
  const log = pino({ level: config.logLevel, base: {} }, pino.destination(2))
  const service = await start(config, log)
  process.stdout.write(greeting(service))
  await new Promise<void>((resolve) => interrupt.signal.addEventListener('abort', () => resolve(), { once: true }))
  interrupt.stop()
  process.stderr.write('picket: finishing the batch in progress…\n')
  await service.stop()
  return EXIT.done
}

async function start(config: Config, log: pino.Logger): Promise<Service> {
  try {
    return await startService(config, { log, clock: systemClock })
  } catch (error) {
    if (error instanceof ConfigError) throw new UsageError(error.message)
    throw error
  }
}

/** Where the service is and, once in its life, the secret of the key that it made. */
function greeting({ url, firstKey }: Service): string {
  const lines = [`Picket serves the GuardDuty API at ${url}`]
  if (firstKey?.isNew === true) {
    lines.push(
      'No accounts are configured, so there is one, 000000000000, with one key. Its secret is shown this once:',
      `  export AWS_ACCESS_KEY_ID=${firstKey.id}`,
      `  export AWS_SECRET_ACCESS_KEY=${firstKey.secret}`,
      `  aws guardduty list-detectors --endpoint-url ${url} --region us-east-1`,
    )
  }
  return `${lines.join('\n')}\n`
}
