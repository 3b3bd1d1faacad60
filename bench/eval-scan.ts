import { spawnSync } from 'node:child_process'
import { join } from 'node:path'

const root = new URL('..', import.meta.url).pathname

/** What a scan found that it should, what it missed, and what it found without reason; a finding is named by its type. */
export interface Outcome {
  found: string[]
  missed: string[]
  wrong: string[]
}

/** Scans logs as a user would, all types looked for. */
export function scanned(logs: string, options: readonly string[], expected: Readonly<Record<string, number>>): Outcome {
  const { stdout, stderr, status } = spawnSync(
    join(root, 'picket'),
    ['scan', logs, '--format', 'jsonl', '--types', '*', ...options],
    { encoding: 'utf8', maxBuffer: 1 << 28 },
  )
  if (status !== 0) throw new Error(`The scan of ${logs} ended with status ${status}: ${stderr}`)
  const types = stdout
    .split('\n')
    .filter(Boolean)
    .map((line): string => JSON.parse(line).type)
  const counts = Map.groupBy(types, (type) => type)
  const missed = Object.entries(expected).flatMap(([type, count]) =>
    new Array<string>(Math.max(0, count - (counts.get(type)?.length ?? 0))).fill(type),
  )
  return {
    found: [...counts].flatMap(([type, all]) => all.slice(0, expected[type] ?? 0)),
    missed,
    wrong: [...counts].flatMap(([type, all]) => all.slice(expected[type] ?? 0)),
  }
}
