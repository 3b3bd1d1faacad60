import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'

/** A shell script, its arguments in `"$@"`; it is to throw its own output away. */
export interface Command {
  script: string
  args: readonly string[]
  /** Exit statuses that mean it worked; default 0 alone. */
  worked?: readonly number[]
}

export interface Usage {
  /** User and system time of everything that the script started, threads included. */
  cpuSeconds: number
  wallSeconds: number
  /** The most memory that any one process below the script held; undefined where there is no `/proc`. */
  peakBytes?: number
}

const PEAK_SAMPLE_MS = 50
const SAID_CHARACTERS_MAX = 2_000

/**
 * Runs the command and answers what it used. Time is what the kernel charged to the waited-for children of the shell
 * (`times`, POSIX): it covers pipelines and threads of any kind, and nothing of the benchmark itself. Peak memory is the
 * kernel's own high-water mark of each process, so sampling it misses only growth in the last milliseconds.
 */
export function measure({ script, args, worked = [0] }: Command): Promise<Usage> {
  return new Promise((resolve, reject) => {
    const startedAt = performance.now()
    const child = spawn('/bin/sh', ['-c', `${script}\nstatus=$?\ntimes\nexit $status`, 'sh', ...args], {
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let times = ''
    let said = ''
    let peakBytes = 0
    const sampler = setInterval(() => {
      if (child.pid !== undefined) peakBytes = Math.max(peakBytes, peakBelow(child.pid))
    }, PEAK_SAMPLE_MS)
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      times += text
    })
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      if (said.length < SAID_CHARACTERS_MAX) said += text
    })
    child.on('error', (error) => {
      clearInterval(sampler)
      reject(error)
    })
    child.on('close', (status) => {
      clearInterval(sampler)
      const cpuSeconds = childSeconds(times)
      if (status === null || !worked.includes(status) || cpuSeconds === undefined) {
        reject(new Error(`\`${script}\` ended with status ${status}: ${said.trim()}`))
        return
      }
      const wallSeconds = (performance.now() - startedAt) / 1000
      resolve({ cpuSeconds, wallSeconds, ...(peakBytes > 0 ? { peakBytes } : {}) })
    })
  })
}

/** The second line of `times`: user and system time of the shell's children, each as `1m2.345s`. */
export function childSeconds(times: string): number | undefined {
  const last = times.trimEnd().split('\n').at(-1) ?? ''
  const match = /^(\d+)m([\d.]+)s (\d+)m([\d.]+)s$/.exec(last)
  if (match === null) return undefined
  const [userMinutes, user, systemMinutes, system] = match.slice(1).map(Number)
  return 60 * ((userMinutes ?? 0) + (systemMinutes ?? 0)) + (user ?? 0) + (system ?? 0)
}

function peakBelow(pid: number): number {
  return Math.max(0, ...childrenOf(pid).map((child) => Math.max(peakOf(child), peakBelow(child))))
}

function childrenOf(pid: number): number[] {
  const text = textOf(`/proc/${pid}/task/${pid}/children`).trim()
  return text === '' ? [] : text.split(' ').map(Number)
}

function peakOf(pid: number): number {
  const match = /^VmHWM:\s+(\d+) kB$/m.exec(textOf(`/proc/${pid}/status`))
  return match === null ? 0 : Number(match[1]) * 1024
}

/** Empty when the process has gone, or when the system has no such file. */
function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}
