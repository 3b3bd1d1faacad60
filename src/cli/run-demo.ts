import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pino from 'pino'
import { startService } from '../server/service.ts'
import { systemClock } from '../std/clock.ts'
import { DemoOrganisation } from './demo-organisation.ts'
import { EXIT } from './exit.ts'
import { findingsTable } from './findings-table.ts'
import { onInterrupt } from './interrupt.ts'
import { simulateTo } from './simulate-to.ts'

export interface DemoOptions {
  seed: number
  exit: boolean
  listen: string
}

const say = (line: string) => process.stderr.write(`${line}\n`)

/** Makes the logs, starts the service on an empty data directory, delivers the logs to it, and shows what it found. */
export async function runDemo({ seed, exit, listen }: DemoOptions): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'picket-demo-'))
  const out = join(folder, 'organisation')
  const interrupt = onInterrupt()
  try {
    say('Inventing an organisation and a day of its life, with attacks…')
    const told = await simulateTo({ out, seed, days: 1, people: 20, instances: 30, attacks: 'all', formatFlow: 'v5' })
    say(told.split('\n').slice(0, 2).join('\n'))
    const organisation = new DemoOrganisation(out)
    const config = organisation.config(join(folder, 'data'), exit ? '127.0.0.1:0' : listen)
    const log = pino({ level: 'error' }, pino.destination(2))
    const service = await startService(config, { log, clock: systemClock })
    try {
      say(`\nThe service listens at ${service.url}. Delivering the logs to it…`)
      await organisation.setUp(service.url)
      await organisation.deliverLogs(service.url, process.stderr, interrupt.signal)
      const findings = await organisation.findings(service.url)
      process.stdout.write(findingsTable(findings))
      say(`\n${findings.length} findings; ${organisation.expected} were hidden in the logs.`)
      if (exit) return EXIT.done
      say(organisation.farewell(service.url))
      await new Promise<void>((resolve) => interrupt.signal.addEventListener('abort', () => resolve(), { once: true }))
      return EXIT.done
    } finally {
      await service.stop()
    }
  } finally {
    interrupt.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}
