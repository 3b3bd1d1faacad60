import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ACCOUNT_ID } from './made-findings.ts'

const PROGRAM = new URL('../../picket', import.meta.url).pathname
const START_MS_MAX = 30_000
const KEY = { id: 'AKIABENCHBENCHBENCH0', secret: 'bench'.repeat(8) }
/** Of Linux, in which processor time is told. */
const TICKS_A_SECOND = 100

/** A running `picket serve` over a data directory, and the key that may call it. */
export interface ServiceProcess {
  url: URL
  key: typeof KEY
  /** User and system time so far. */
  cpuSeconds(): number
  stop(): Promise<void>
}

export async function startServiceProcess(dataDir: string): Promise<ServiceProcess> {
  const config = {
    listen: '127.0.0.1:0',
    dataDir,
    logLevel: 'error',
    retentionDays: 3650,
    accounts: [{ id: ACCOUNT_ID, keys: [{ ...KEY, access: 'full' }] }],
  }
  const file = join(dataDir, 'picket.yaml')
  // JSON is YAML.
  writeFileSync(file, JSON.stringify(config))
  const child = spawn(PROGRAM, ['serve', '--config', file], { stdio: ['ignore', 'pipe', 'inherit'] })
  const url = await urlOf(child)
  return {
    url,
    key: KEY,
    cpuSeconds: () => cpuSecondsOf(child.pid),
    async stop() {
      const closed = once(child, 'close')
      child.kill('SIGTERM')
      await closed
    },
  }
}

/** Where it listens, as its greeting says. */
async function urlOf(child: ChildProcess): Promise<URL> {
  let output = ''
  const greeting = new Promise<URL>((resolve, reject) => {
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      output += text
      const url = /https?:\/\/\S+/.exec(output)
      if (url !== null && output.includes('\n')) resolve(new URL(url[0]))
    })
    child.once('close', () => reject(new Error(`picket serve ended: ${output}`)))
    setTimeout(() => reject(new Error('picket serve did not start')), START_MS_MAX).unref()
  })
  return greeting
}

/** Of the process that the wrapper became. */
function cpuSecondsOf(pid: number | undefined): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
  return (Number(fields[11]) + Number(fields[12])) / TICKS_A_SECOND
}
